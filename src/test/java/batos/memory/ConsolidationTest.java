package batos.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class ConsolidationTest {
    private final MemoryFixture fixture = new MemoryFixture();

    private Consolidation.Report run(Function<MemoryRecord, String> fact) {
        return new Consolidation(fixture.memory, new EachTurn(fact), fixture.cause())
                .run((done, all) -> {});
    }

    /// A model that writes one fact for each turn.
    private record EachTurn(Function<MemoryRecord, String> fact) implements FactExtractor {
        @Override
        public String model() {
            return "each-turn";
        }

        @Override
        public String prompt() {
            return "1";
        }

        @Override
        public Extraction extract(List<MemoryRecord> turns) {
            return new Extraction.Found(
                    turns.stream()
                            .map(turn ->
                                    new Draft(
                                            fact.apply(turn),
                                            turn.origin().speaker(),
                                            List.of(turn.id())))
                            .toList());
        }
    }

    @Test
    void keepsOneFactHoweverOftenItIsRepeated() {
        for (int i = 0; i < 668; i++) {
            fixture.turn("r" + i, "s/" + i % 7, MemoryFixture.MAY, "Anna", "I keep bees in Lyon.");
        }
        fixture.bring();
        var report = run(turn -> "Anna keeps bees in Lyon.");
        assertEquals(1, report.facts());
        assertEquals(667, report.repeated());
        assertEquals(1, fixture.memory.size(Level.FACT));
    }

    @Test
    void neverExtractsFromWhatTheFourSaid() {
        fixture.image.update(
                fixture.cause(),
                change ->
                        fixture.memory.remember(
                                change, "I keep bees", "You keep wolves.", 0, List.of()));
        var seen = new ArrayList<String>();
        run(turn -> {
            seen.add(turn.text());
            return "Architect: I keep bees";
        });
        assertEquals(List.of("I keep bees"), seen);
    }

    @Test
    void dropsAFactThatItsTurnDoesNotBearOut() {
        fixture.turn("a", "s/1", MemoryFixture.MAY, "Anna", "I bought a bike on Monday.").bring();
        assertEquals(1, run(turn -> "Anna bought a bike in Madrid.").dropped());
        assertEquals(0, fixture.memory.size(Level.FACT));
    }

    @Test
    void passesOverASessionThatWasDone() {
        fixture.moved().bring();
        assertEquals(2, run(MemoryRecord::text).sessions());
        var again = run(MemoryRecord::text);
        assertEquals(0, again.sessions());
        assertEquals(2, again.known());
        assertEquals(0, again.facts());
    }

    @Test
    void givesAFactTheTrustOfItsLeastTrustedTurn() {
        fixture.turn("a", "s/1", MemoryFixture.MAY, "Anna", "I bought a bike.").bring();
        run(turn -> "Anna bought a bike.");
        assertEquals(Source.IMPORT.trust(), fixture.memory.all(Level.FACT).getFirst().trust());
    }

    @Test
    void makesThemesAndSummariesWithoutAModel() {
        fixture.turn("a", "s/1", MemoryFixture.MAY, "Anna", "The garden needs water and roses.")
                .turn("b", "s/2", MemoryFixture.JUNE, "Anna", "The garden roses bloom in red.")
                .turn("c", "s/3", MemoryFixture.JULY, "Ben", "The engine drops oil on 2026 roads.")
                .bring();
        var report =
                new Consolidation(fixture.memory, FactExtractor.NONE, fixture.cause())
                        .run((done, all) -> {});
        assertEquals(0, report.facts());
        assertTrue(report.themes() >= 1);
        for (var theme : fixture.memory.all(Level.THEME)) {
            assertTrue(theme.text().matches("[a-z]+(, [a-z]+){0,2}"), theme.text());
        }
        assertTrue(fixture.memory.all(Level.EPISODE).getFirst().text().contains("garden"));
        assertTrue(fixture.memory.themeOf("roses in the garden").id().startsWith("h"));
    }

    @Test
    void marksARecallLoopInTheAudit() {
        fixture.turn("a", "s/1", MemoryFixture.MAY, "Anna", "The blue bike stands in the yard.")
                .bring();
        var recalled = List.of(fixture.id("a"));
        fixture.image.update(
                fixture.cause(),
                change ->
                        fixture.memory.remember(
                                change,
                                "where is it?",
                                "The blue bike stands in the yard.",
                                0,
                                List.of(),
                                recalled));
        var loops =
                fixture.memory.audit().stream()
                        .filter(it -> it.name().equals("recall-loops"))
                        .findFirst()
                        .orElseThrow();
        assertEquals(1, loops.count());
        assertEquals("memory forget e1.2", loops.next());
    }
}
