package batos.mind;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class PrefetchingEmbedderTest {
    /// Notes which texts were embedded, and on which thread; fails at the first text `away`.
    private static final class Noting implements Embedder {
        private final List<String> texts = new CopyOnWriteArrayList<>();
        private final List<String> threads = new CopyOnWriteArrayList<>();
        private final CountDownLatch begun = new CountDownLatch(1);
        private final WordsEmbedder words = new WordsEmbedder();

        @Override
        public String name() {
            return words.name();
        }

        @Override
        public int dimension() {
            return words.dimension();
        }

        @Override
        public float[] embed(String text) {
            texts.add(text);
            threads.add(Thread.currentThread().getName());
            begun.countDown();
            if (text.equals("away")) {
                throw new MindFault("the model is away");
            }
            return words.embed(text);
        }

        @Override
        public void close() {}
    }

    @Test
    void beginsBeforeItIsAskedAndAsksTheModelOnce() throws Exception {
        var model = new Noting();
        try (var embedder = new PrefetchingEmbedder(model)) {
            embedder.ahead("one list of addresses");
            model.begun.await();
            assertArrayEquals(
                    new WordsEmbedder().embed("one list of addresses"),
                    embedder.embed("one list of addresses"));
            assertEquals(List.of("one list of addresses"), model.texts);
            assertEquals(List.of("batos-embed"), model.threads);
        }
    }

    @Test
    void handsAVectorOutOnceSoThatATapeHearsEveryQuestion() {
        var model = new Noting();
        try (var embedder = new PrefetchingEmbedder(model)) {
            embedder.ahead("tea");
            embedder.embed("tea");
            embedder.embed("tea");
            assertEquals(List.of("tea", "tea"), model.texts);
        }
    }

    @Test
    void tellsWhoeverNeedsTheVectorWhyThereIsNone() {
        try (var embedder = new PrefetchingEmbedder(new Noting())) {
            embedder.ahead("away");
            var fault = assertThrows(MindFault.class, () -> embedder.embed("away"));
            assertEquals("the model is away", fault.getMessage());
        }
    }

    @Test
    void forgetsWhatNobodyCameFor() {
        var model = new Noting();
        try (var embedder = new PrefetchingEmbedder(model)) {
            for (int i = 0; i < 20; i++) {
                embedder.ahead("text " + i);
            }
            embedder.embed("text 0");
            embedder.embed("text 19");
            assertEquals(2, model.texts.stream().filter("text 0"::equals).count());
            assertEquals(1, model.texts.stream().filter("text 19"::equals).count());
        }
    }
}
