package batos.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.image.Datum;
import batos.image.Form;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// What memory does for itself while nobody is there.
class IdleMaintenanceTest {
    private final MemoryFixture fixture = new MemoryFixture();
    private final List<String> asked = new ArrayList<>();
    private Duration settled = Duration.ofMinutes(10);
    private FactExtractor.Extraction answer =
            new FactExtractor.Extraction.Failed("the model wrote no JSON");
    private final IdleMaintenance care =
            new IdleMaintenance(fixture.memory, Small::new, () -> settled);

    /// A model that gives one answer to everything.
    private final class Small implements FactExtractor {
        @Override
        public String model() {
            return "small";
        }

        @Override
        public String prompt() {
            return "1";
        }

        @Override
        public Extraction extract(List<MemoryRecord> turns) {
            turns.forEach(turn -> asked.add(turn.origin().external()));
            return answer;
        }
    }

    private String run() {
        return care.run((done, all) -> {});
    }

    private void pass(Duration time) {
        fixture.now = fixture.now.plus(time);
    }

    @Nested
    class AnImportWithoutVectors {
        @Test
        void isFoundByItsWordsAtOnceAndBySenseLater() {
            fixture.moved();
            assertEquals(5, fixture.bringWords().wordless());
            assertEquals(0, fixture.vectors());
            assertEquals("b", fixture.recalled("Anna moved to Paris").getFirst());
            assertTrue(care.hasNews());
            assertTrue(run().startsWith("5 memories got vectors"));
            assertEquals(5, fixture.vectors());
            assertEquals("b", fixture.recalled("Anna moved to Paris").getFirst());
        }

        @Test
        void isTakenBackWithTheVectorsThatFollowed() {
            fixture.moved().bringWords();
            run();
            fixture.image.undo(1, fixture.cause());
            assertEquals(0, fixture.memory.size(Level.TURN));
            assertEquals(0, fixture.vectors());
        }

        @Test
        void goesOnAfterAnInterrupt() {
            for (int i = 0; i < 300; i++) {
                fixture.turn("t" + i, "s/" + i / 9, MemoryFixture.MAY, "Anna", "bee number " + i);
            }
            fixture.bringWords();
            care.run((done, all) -> {
                if (done > 0) {
                    Thread.currentThread().interrupt();
                }
            });
            assertTrue(Thread.interrupted());
            var some = fixture.vectors();
            assertTrue(some > 0 && some < 300, "vectors: " + some);
            assertTrue(care.hasNews());
            run();
            assertEquals(300, fixture.vectors());
        }
    }

    @Test
    void consolidatesASessionOnceItIsClosed() {
        fixture.turn("a", "s/1", MemoryFixture.MAY, "Anna", "I keep bees in Lyon.").bring();
        run();
        assertEquals(List.of(), asked);
        assertTrue(care.hasNews(), "it is still open");
        pass(Duration.ofMinutes(11));
        answer =
                new FactExtractor.Extraction.Found(
                        List.of(
                                new FactExtractor.Draft(
                                        "Anna keeps bees in Lyon.",
                                        "Anna",
                                        List.of(fixture.id("a")))));
        assertTrue(run().contains("1 session was consolidated: 1 new fact"));
        assertEquals(1, fixture.memory.size(Level.FACT));
        assertFalse(care.hasNews());
    }

    @Test
    void costsNothingWithoutNews() {
        fixture.moved().bring();
        pass(Duration.ofDays(1));
        run();
        var number = fixture.image.now().number();
        assertFalse(care.hasNews());
        fixture.image.update(
                fixture.cause(),
                change ->
                        change.put(
                                Form.named(
                                        "note",
                                        1,
                                        "a",
                                        new LinkedHashMap<>(
                                                java.util.Map.of(
                                                        "text", new Datum.Text("not a memory"))))));
        assertFalse(care.hasNews(), "another room's commit is none");
        assertEquals(number + 1, fixture.image.now().number());
        fixture.turn("d", "s/3", MemoryFixture.JULY, "Ben", "It rains.").bring();
        assertTrue(care.hasNews());
    }

    @Test
    void doesNotAskAgainForWhatFailed() {
        fixture.turn("a", "s/1", MemoryFixture.MAY, "Anna", "I keep bees.").bring();
        pass(Duration.ofDays(1));
        run();
        fixture.turn("b", "s/2", MemoryFixture.MAY, "Anna", "I keep wolves.").bring();
        pass(Duration.ofDays(1));
        run();
        assertEquals(List.of("a", "b"), asked);
        new Consolidation(fixture.memory, new Small(), fixture.cause()).run((done, all) -> {});
        assertEquals(List.of("a", "b", "a", "b"), asked, "who asks for it, gets it tried again");
    }

    @Test
    void canBeTurnedOff() {
        fixture.moved().bringWords();
        settled = Duration.ZERO;
        assertFalse(care.hasNews());
    }
}
