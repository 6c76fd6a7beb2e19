package batos.nerve;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PulsesTest {
    @TempDir Path home;

    private static final InstantSource CLOCK = () -> Instant.parse("2026-11-29T12:00:00Z");
    private final Pulses pulses = new Pulses(CLOCK, () -> "epoch");

    private static List<Long> numbers(Pulses.Batch batch) {
        return assertInstanceOf(Pulses.Batch.Following.class, batch).pulses().stream()
                .map(Pulse::seq)
                .toList();
    }

    @Nested
    class AFollower {
        @Test
        void hearsWhatCameAfterItsPosition() {
            pulses.emit(PulseKind.of("a"), "1");
            pulses.emit(PulseKind.of("a"), "2");
            pulses.emit(PulseKind.of("b"), "3");
            assertEquals(List.of(2L, 3L), numbers(pulses.after(new Position("epoch", 1), 10)));
            assertEquals(List.of(), numbers(pulses.after(new Position("epoch", 3), 10)));
        }

        @Test
        void ofAnotherEpochGetsTheWholeState() {
            pulses.emit(PulseKind.of("a"), "1");
            var resync =
                    assertInstanceOf(
                            Pulses.Batch.Resync.class, pulses.after(new Position("old", 1), 10));
            assertEquals(new Position("epoch", 1), resync.snapshot().at());
        }

        @Test
        void thatIsTooLateGetsTheWholeStateAndItIsTheSumOfAllPulses() {
            var sum = new Snapshot.Fold(Snapshot.empty("epoch"));
            for (var i = 0; i < Pulses.KEPT + 10; i++) {
                sum.add(pulses.emit(PulseKind.of("kind" + i % 3), "text " + i));
            }
            var resync =
                    assertInstanceOf(
                            Pulses.Batch.Resync.class, pulses.after(new Position("epoch", 5), 10));
            assertEquals(sum.snapshot(), resync.snapshot());
        }
    }

    @Nested
    class ALog {
        private Pulses opened(String epoch) {
            var opened = new Pulses(CLOCK);
            opened.keepIn(PulseLog.open(home, () -> epoch));
            return opened;
        }

        @Test
        void goesOnWithTheSequence() {
            var first = opened("one");
            first.emit(PulseKind.of("a"), "1");
            first.emit(PulseKind.of("a"), "2");
            var second = opened("two");
            assertEquals(new Position("one", 2), second.now());
            assertEquals(first.snapshot(), second.snapshot());
            second.emit(PulseKind.of("a"), "3");
            assertEquals(List.of(2L, 3L), numbers(second.after(new Position("one", 1), 10)));
        }

        @Test
        void goesOnWhereAThreadIsInterrupted() {
            var first = opened("one");
            Thread.currentThread().interrupt();
            first.emit(PulseKind.of("a"), "1");
            assertTrue(Thread.interrupted());
            first.emit(PulseKind.of("a"), "2");
            assertEquals(new Position("one", 2), opened("two").now());
        }

        @Test
        void numbersWhatCameBeforeItWasThere() {
            opened("one").emit(PulseKind.of("a"), "1");
            var early = new Pulses(CLOCK);
            early.emit(PulseKind.of("b"), "early");
            early.keepIn(PulseLog.open(home, () -> "two"));
            assertEquals(new Position("one", 2), early.now());
        }

        @Test
        void isCutWhereItsOwnerWasKilled() throws IOException {
            opened("one").emit(PulseKind.of("a"), "1");
            Files.writeString(
                    home.resolve(PulseLog.FILE),
                    "{\"t\":\"pulse\",\"se",
                    StandardOpenOption.APPEND);
            assertEquals(new Position("one", 1), opened("two").now());
        }

        @Test
        void ofAnotherBootBeginsAnew() throws IOException {
            opened("one").emit(PulseKind.of("a"), "1");
            var file = home.resolve(PulseLog.FILE);
            Files.writeString(
                    file,
                    Files.readString(file).replaceFirst("\"boot\":\"[^\"]*\"", "\"boot\":\"x\""));
            assertNotEquals("one", opened("two").now().epoch());
        }

        @Test
        void doesNotGrowForEver() throws IOException {
            var opened = opened("one");
            for (var i = 0; i < 6 * Pulses.KEPT; i++) {
                opened.emit(PulseKind.of("a"), "x");
            }
            assertEquals(6L * Pulses.KEPT, opened("two").now().seq());
            try (var lines = Files.lines(home.resolve(PulseLog.FILE))) {
                assertEquals(Pulses.KEPT + 1, lines.count());
            }
        }
    }
}
