package batos.council;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.council.Dissonance.Part;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DissonanceTest {
    private final Random random = new Random(4);

    private Dissonance any() {
        var weights = new EnumMap<Part, Double>(Part.class);
        for (var part : Part.values()) {
            weights.put(part, random.nextInt(4) == 0 ? 0 : random.nextDouble());
        }
        var dissonance = Dissonance.weighed(new Dissonance.Weights(weights));
        for (var part : Part.values()) {
            if (random.nextBoolean()) {
                dissonance = dissonance.with(part, random.nextDouble());
            }
        }
        return dissonance;
    }

    @Nested
    class TheTotal {
        @Test
        void isWithinZeroToOneAndDoesNotFallWhenAPartRises() {
            for (int i = 0; i < 5000; i++) {
                var dissonance = any();
                assertTrue(dissonance.total() >= 0 && dissonance.total() <= 1);
                for (var part : dissonance.parts().entrySet()) {
                    var risen = part.getValue() + random.nextDouble() * (1 - part.getValue());
                    assertTrue(
                            dissonance.with(part.getKey(), risen).total()
                                    >= dissonance.total() - 1e-12);
                }
            }
        }

        @Test
        void leavesOutWhatWasNotMeasuredAndScalesTheRest() {
            var weights =
                    new Dissonance.Weights(
                            Map.of(
                                    Part.DISAGREEMENT,
                                    0.6,
                                    Part.UNVERIFIED,
                                    0.3,
                                    Part.FAILURE,
                                    0.1));
            var measured =
                    Dissonance.weighed(weights)
                            .with(Part.DISAGREEMENT, 0.5)
                            .with(Part.UNVERIFIED, 1)
                            .with(Part.FAILURE, Double.NaN);
            assertEquals((0.6 * 0.5 + 0.3) / 0.9, measured.total(), 1e-12);
            assertTrue(measured.part(Part.FAILURE).isEmpty());
        }

        @Test
        void isNothingWhereNothingWasMeasured() {
            assertEquals(0, Dissonance.NONE.total());
        }
    }

    @Nested
    class Recurring {
        @Test
        void forgetsWithTheAgeOfATrouble() {
            assertTrue(Double.isNaN(Recurrence.of(List.of())));
            assertEquals(0.7, Recurrence.of(List.of(0.7)), 1e-12);
            var young = Recurrence.of(List.of(0.9, 0.1, 0.1, 0.1));
            var old = Recurrence.of(List.of(0.1, 0.1, 0.1, 0.9));
            assertTrue(young > old);
        }
    }
}
