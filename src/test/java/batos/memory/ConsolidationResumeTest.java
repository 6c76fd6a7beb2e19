package batos.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A consolidation that was stopped, or whose model failed, goes on later.
class ConsolidationResumeTest {
    private final MemoryFixture fixture = new MemoryFixture();
    private final List<String> asked = new ArrayList<>();

    /// Writes each turn down as a fact; what it does after a session is the test's.
    private FactExtractor scripted(String prompt, Runnable after) {
        return new FactExtractor() {
            @Override
            public String model() {
                return "scripted";
            }

            @Override
            public String prompt() {
                return prompt;
            }

            @Override
            public Extraction extract(List<MemoryRecord> turns) {
                asked.add(turns.getFirst().origin().session());
                after.run();
                return turns.getFirst().text().contains("unreadable")
                        ? new Extraction.Failed("no JSON in its answer")
                        : new Extraction.Found(
                                turns.stream()
                                        .map(it ->
                                                new Draft(
                                                        it.text(),
                                                        it.origin().speaker(),
                                                        List.of(it.id())))
                                        .toList());
            }
        };
    }

    private Consolidation.Report run(FactExtractor extractor) {
        return new Consolidation(fixture.memory, extractor, fixture.cause()).run((done, all) -> {});
    }

    private void threeSessions() {
        fixture.turn("a", "s/1", MemoryFixture.MAY, "Anna", "Anna keeps bees in Lyon.")
                .turn("b", "s/2", MemoryFixture.JUNE, "Anna", "Anna planted lavender there.")
                .turn("c", "s/3", MemoryFixture.JULY, "Anna", "Anna sold honey on Sunday.")
                .bring();
    }

    @Test
    void goesOnAfterAnInterruptWithWhatIsLeft() {
        threeSessions();
        var first = run(scripted("1", () -> Thread.currentThread().interrupt()));
        assertTrue(Thread.interrupted());
        assertEquals(1, first.facts());
        assertEquals(2, first.left());
        var second = run(scripted("1", () -> {}));
        assertEquals(2, second.facts());
        assertEquals(1, second.known());
        assertEquals(List.of("s/1", "s/2", "s/3"), asked, "no session is asked about twice");
        assertEquals(3, fixture.memory.size(Level.FACT));
    }

    @Test
    void asksAgainOnlyWhenThePromptOrTheSessionHasChanged() {
        threeSessions();
        run(scripted("1", () -> {}));
        run(scripted("1", () -> {}));
        assertEquals(3, asked.size());
        fixture.turn("d", "s/3", MemoryFixture.JULY, "Ben", "Ben bought two jars.").bring();
        assertEquals(1, run(scripted("1", () -> {})).sessions());
        assertEquals(3, run(scripted("2", () -> {})).repeated() - 1);
        assertEquals(4, fixture.memory.size(Level.FACT));
    }

    @Test
    void namesTheSessionThatTheModelFailedOnAndTriesItAgain() {
        fixture.turn("a", "s/1", MemoryFixture.MAY, "Anna", "unreadable").bring();
        var report = run(scripted("1", () -> {}));
        assertTrue(report.failed().getFirst().contains("no JSON"), report.failed().toString());
        assertEquals(0, run(scripted("1", () -> {})).known());
    }

    @Test
    void dropsWhatNamesNumbersAndDatesOfItsTurnsDoNotBearOut() {
        fixture.turn("a", "s/1", MemoryFixture.MAY, "Anna", "I sold 12 jars to Ben on 3 May.")
                .bring();
        for (var wrong :
                List.of(
                        "Anna sold 13 jars to Ben.",
                        "Anna sold 12 jars to Carla.",
                        "Anna sold 12 jars to Ben on 4 June.")) {
            assertTrue(FactCheck.fault(wrong, fixture.memory.all(Level.TURN)).isPresent(), wrong);
        }
        assertTrue(
                FactCheck.fault("Anna sold 12 jars to Ben.", fixture.memory.all(Level.TURN))
                        .isEmpty());
    }
}
