package batos.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class TruthOverTimeTest {
    private final MemoryFixture fixture = new MemoryFixture();

    @Nested
    class TheClaimsOfAMemory {
        private List<FactClaim> of(String external) {
            var id = fixture.id(external);
            return fixture.memory.on(at -> at.claims(at.find(id).orElseThrow()));
        }

        /// A list of its own for each reading tells one reading from two.
        @Test
        void areReadOnceHoweverOftenTheyAreAskedFor() {
            fixture.moved().bring();
            var turn = of("a");
            var fact = of("f1");
            assertEquals(List.of(1, 1), List.of(turn.size(), fact.size()));
            fixture.turn("d", "s/3", MemoryFixture.JULY, "Anna", "I live in Lyon.")
                    .fact("f3", "s/3", MemoryFixture.JULY, "Anna lives in Lyon.", "d")
                    .bring();
            fixture.memory.recall("where does Anna live?", 5);
            assertSame(turn, of("a"));
            assertSame(fact, of("f1"));
        }
    }

    @Nested
    class AFactThatContradictsAnEarlierOne {
        @Test
        void takesItsPlaceAndBothSaySo() {
            fixture.moved().bring();
            var earlier = fixture.memory.find(fixture.id("f1")).orElseThrow();
            var later = fixture.memory.find(fixture.id("f2")).orElseThrow();
            assertEquals(later.id(), earlier.validity().supersededBy());
            assertEquals(earlier.id(), later.validity().supersedes());
            assertEquals(MemoryFixture.JULY, earlier.validity().until());
        }

        @Test
        void comesFirstNowAndWasUnknownBefore() {
            fixture.moved().bring();
            var now = fixture.memory.recall("where does Anna live?", 5);
            assertEquals("b", now.getFirst().external());
            assertTrue(now.stream().anyMatch(it -> it.external().equals("a") && it.superseded()));
            var june =
                    fixture.memory.recall(
                            MemoryQuery.of("where does Anna live?", 5).asOf(MemoryFixture.JUNE));
            assertEquals(List.of("a"), june.stream().map(Recall::external).toList());
            assertEquals("Anna lives in Berlin.", june.getFirst().facts().getFirst().text());
            assertFalse(june.getFirst().superseded());
        }

        @Test
        void holdsAgainWhenTheLaterOneIsForgotten() {
            fixture.moved().bring();
            fixture.memory.forget(fixture.id("b"), fixture.cause());
            var earlier = fixture.memory.find(fixture.id("f1")).orElseThrow();
            assertFalse(earlier.validity().isSuperseded());
            assertTrue(fixture.memory.all(Level.FACT).size() == 1, "the fact of Paris went too");
        }

        @Test
        void supersedesAlsoWhenTheEarlierIsImportedLast() {
            fixture.turn("b", "s/2", MemoryFixture.JULY, "Anna", "I moved to Paris.")
                    .fact("f2", "s/2", MemoryFixture.JULY, "Anna lives in Paris.", "b")
                    .bring();
            fixture.turn("a", "s/1", MemoryFixture.MAY, "Anna", "I live in Berlin.")
                    .fact("f1", "s/1", MemoryFixture.MAY, "Anna lives in Berlin.", "a")
                    .bring();
            assertTrue(
                    fixture.memory.find(fixture.id("f1")).orElseThrow().validity().isSuperseded());
        }
    }

    @Nested
    class AContradiction {
        @Test
        void isNamedWithItsReceipts() {
            fixture.moved().bring();
            var found = fixture.memory.contradictions("Anna lives in Rome.", "");
            assertEquals(1, found.size(), found.toString());
            assertEquals("Anna lives in Paris.", found.getFirst().text());
            assertEquals(List.of(fixture.id("b")), found.getFirst().receipts());
        }

        @Test
        void isNotSeenInWhatAgrees() {
            fixture.moved().bring();
            assertEquals(
                    List.of(), fixture.memory.contradictions("Anna lives in Paris, France.", ""));
            assertEquals(List.of(), fixture.memory.contradictions("Ben lives in Rome.", ""));
            assertEquals(List.of(), fixture.memory.contradictions("Does Anna live in Rome?", ""));
        }

        @Test
        void isAlsoSeenAgainstTheArchitectsOwnWords() {
            fixture.memory.note("My favourite colour is green.", fixture.cause());
            var found = fixture.memory.contradictions("My favourite colour is blue.", "Architect");
            assertEquals("e1.1", found.getFirst().memory());
            assertEquals(1, found.getFirst().trust());
        }
    }

    @Nested
    class Trust {
        @Test
        void ofAnAnswerIsNoHigherThanOfWhatItRestsOn() {
            fixture.moved().bring();
            var lived = new Episode[1];
            fixture.image.update(
                    fixture.cause(),
                    change ->
                            lived[0] =
                                    fixture.memory.remember(
                                            change,
                                            "where is Anna?",
                                            "In Paris.",
                                            0,
                                            List.of(),
                                            List.of(fixture.id("b"))));
            assertEquals(Source.IMPORT.trust(), lived[0].trust());
            assertEquals(1, fixture.memory.uses(fixture.id("b")));
            assertTrue(
                    fixture.memory.recall("where is Anna?", 5).stream()
                            .anyMatch(it -> it.line().contains("trust 0.4")));
        }
    }
}
