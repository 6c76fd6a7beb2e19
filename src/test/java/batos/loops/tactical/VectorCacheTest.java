package batos.loops.tactical;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import batos.mind.Embedder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class VectorCacheTest {
    /// Embeds a text as its length, and notes what it was asked.
    private static final class Lengths implements Embedder {
        private final List<String> asked = new ArrayList<>();
        private String name = "lengths";

        @Override
        public String name() {
            return name;
        }

        @Override
        public int dimension() {
            return 1;
        }

        @Override
        public float[] embed(String text) {
            asked.add(text);
            return new float[] {text.length()};
        }

        @Override
        public void close() {}
    }

    private final Lengths embedder = new Lengths();
    private final VectorCache vectors = new VectorCache(embedder);

    @Test
    void embedsATextOnce() {
        assertArrayEquals(vectors.of("one"), vectors.of("one"));
        vectors.of("two");
        assertEquals(List.of("one", "two"), embedder.asked);
    }

    @Test
    void takesNoVectorOfAnotherModel() {
        vectors.of("one");
        embedder.name = "other";
        vectors.of("one");
        assertEquals(List.of("one", "one"), embedder.asked);
    }

    @Test
    void forgetsWhatWasUsedLeastRecently() {
        for (int i = 0; i < 1_024; i++) {
            vectors.of("text " + i);
        }
        vectors.of("text 0");
        vectors.of("one more");
        embedder.asked.clear();
        vectors.of("text 0");
        vectors.of("text 1");
        assertEquals(List.of("text 1"), embedder.asked);
    }
}
