package batos.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.image.Author;
import batos.image.Cause;
import batos.image.MemoryImage;
import batos.memory.search.Ranked.Signal;
import batos.memory.search.Weights;
import batos.mind.Embedder;
import batos.mind.MindFault;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ScrapbookTest {
    private final MemoryImage image = new MemoryImage();
    private final Scrapbook memory =
            new Scrapbook(
                    image,
                    new WordVectors(),
                    InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z")));

    private Cause deed() {
        return new Cause(Author.ARCHITECT, "a line", image.now().number());
    }

    private Episode live(String asked, String answered) {
        var lived = new Episode[1];
        image.update(
                deed(),
                change ->
                        lived[0] =
                                memory.remember(change, asked, answered, 0.25, List.of("slugify")));
        return lived[0];
    }

    @Nested
    class AnEpisode {
        @Test
        void isReadBackAsItWasLived() {
            var lived = live("how do I clean addresses?", "With slugify.");
            assertEquals(lived, memory.find(lived.number()).orElseThrow());
            assertEquals(List.of("slugify"), memory.latest(1).getFirst().tools());
        }

        @Test
        void isGoneAfterUndoAndForgottenOnlyUntilUndone() {
            live("first", "one");
            var second = live("second", "two");
            assertTrue(memory.forget(second.id(), deed()).isPresent());
            assertFalse(memory.forget(second.id(), deed()).isPresent());
            assertEquals(1, memory.size());
            image.undo(1, deed());
            assertEquals(2, memory.size());
            assertEquals("second", memory.latest(1).getFirst().asked());
        }

        @Test
        void neverTakesTheNumberOfOneThatIsStillThere() {
            assertEquals(1, live("first", "one").number());
            assertEquals(2, memory.note("the Architect likes short answers", deed()).number());
            assertEquals(3, live("third", "three").number());
        }
    }

    @Nested
    class Recalling {
        @Test
        void findsWhatIsAboutTheQuestion() {
            live("how do I clean street addresses?", "Normalise the street names.");
            live("what is the capital of France?", "Paris.");
            live("which tea is best?", "Darjeeling.");
            var recall = memory.recall("cleaning street addresses again", 2);
            assertEquals(2, recall.size());
            assertEquals("e1", recall.getFirst().episode());
            assertTrue(recall.getFirst().score() >= recall.getLast().score());
        }

        @Test
        void prefersTheLatestOfEquals() {
            live("which tea is best?", "Darjeeling.");
            live("which tea is best?", "Darjeeling.");
            assertEquals("e2", memory.recall("tea", 1).getFirst().episode());
        }

        @Test
        void saysWhy() {
            live("which tea is best?", "Darjeeling.");
            assertTrue(
                    memory.recall("which tea?", 1)
                            .getFirst()
                            .why()
                            .matches(
                                    "dense \\S+, text \\S+, around \\S+, parent \\S+, .*score"
                                            + " -?\\d\\.\\d\\d"));
        }

        @Test
        void neverComparesVectorsOfDifferentModels() {
            live("which tea is best?", "Darjeeling.");
            var other = new Scrapbook(image, new East("another"), InstantSource.system());
            assertEquals(0, other.recall("tea", 1).getFirst().raw().get(Signal.DENSE));
        }

        @Test
        void ofNothingIsNothing() {
            assertEquals(List.of(), memory.recall("anything", 5));
        }
    }

    @Nested
    class AnotherModel {
        private final List<String> told = new ArrayList<>();
        private final Scrapbook other =
                new Scrapbook(
                        image,
                        new East("another"),
                        InstantSource.system(),
                        told::add,
                        () -> Weights.MEASURED,
                        IndexStore.NONE);

        @Test
        void isNoticedAndGivesEachMemoryAVectorOfItsOwn() {
            for (int i = 0; i < 60; i++) {
                live("which tea is best?", "Darjeeling " + i);
            }
            assertEquals(Optional.empty(), memory.foreign());
            assertTrue(
                    other.foreign()
                            .orElseThrow()
                            .contains("without a vector of another: 120 of 120"),
                    other.foreign().toString());
            var steps = new ArrayList<String>();
            assertEquals(120, other.reembed(deed(), (done, all) -> steps.add(done + "/" + all)));
            assertEquals(
                    List.of("0/120", "25/120", "50/120", "75/120", "100/120", "120/120"), steps);
            assertEquals(Optional.empty(), other.foreign());
            var embedding = other.find(1).orElseThrow().vectors().asked();
            assertEquals("another", embedding.model());
            assertEquals(2, embedding.dimension());
            assertTrue(memory.foreign().isPresent());
        }

        @Test
        void isGoneOnWithAfterAnInterrupt() {
            for (int i = 0; i < 60; i++) {
                live("which tea is best?", "Darjeeling " + i);
            }
            var first =
                    other.reembed(
                            deed(),
                            (done, all) -> {
                                if (done == 25) {
                                    Thread.currentThread().interrupt();
                                }
                            });
            assertTrue(Thread.interrupted());
            assertTrue(first < 120, "done " + first);
            assertEquals(120 - first, other.reembed(deed(), (done, all) -> {}));
        }

        @Test
        void thatIsAwayLosesNoMemory() {
            var away =
                    new Scrapbook(
                            image,
                            new East(""),
                            InstantSource.system(),
                            told::add,
                            () -> Weights.MEASURED,
                            IndexStore.NONE);
            away.note("the tea is in the tin", deed());
            assertTrue(told.getFirst().contains("by their words alone"), told.toString());
            assertEquals(1, away.recall("tea", 5).size());
            assertTrue(memory.foreign().isPresent());
            assertEquals(1, memory.reembed(deed(), (done, all) -> {}));
            assertEquals(Optional.empty(), memory.foreign());
        }
    }

    /// Every text points east. Without a name it is away.
    private record East(String name) implements Embedder {
        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public float[] embed(String text) {
            if (name.isEmpty()) {
                throw new MindFault("nobody listens");
            }
            return new float[] {1, 0};
        }

        @Override
        public void close() {}
    }
}
