package batos.mind;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.tape.Tape;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What every embedder does, whatever stands behind it.
abstract class EmbedderContract {
    static final List<String> TEXTS =
            List.of(
                    "Bats sleep upside down in caves.",
                    "where do bats sleep?",
                    "Größe, 大きさ, 🦇 and a \"quote\"\nover two lines",
                    "long ".repeat(20_000));

    private Embedder embedder;

    /// The embedder by its name, as settings.toml has it.
    abstract String name();

    /// Where an Ollama server would be.
    OllamaAddress server() {
        return new OllamaAddress(java.net.URI.create("http://127.0.0.1:1"));
    }

    @BeforeEach
    void make() {
        embedder = Embedders.named(name(), server(), MindContractTest.LIMITS, Tape.live());
    }

    @AfterEach
    void close() {
        embedder.close();
    }

    private static double length(float[] vector) {
        var sum = 0.0;
        for (var component : vector) {
            sum += component * (double) component;
        }
        return Math.sqrt(sum);
    }

    @Test
    void hasTheNameThatStandsInSettings() {
        assertEquals(name(), embedder.name());
    }

    @Test
    void givesVectorsOfLengthOneAndOfItsDimension() {
        for (var text : TEXTS) {
            var vector = embedder.embed(text);
            assertEquals(embedder.dimension(), vector.length, text);
            assertEquals(1, length(vector), 1e-4, text);
        }
    }

    @Test
    void givesTheSameVectorForTheSameText() {
        for (var text : TEXTS) {
            assertArrayEquals(embedder.embed(text), embedder.embed(text), text);
        }
    }

    @Test
    void givesOtherVectorsForOtherTexts() {
        assertFalse(
                java.util.Arrays.equals(
                        embedder.embed(TEXTS.get(0)), embedder.embed(TEXTS.get(2))));
    }

    @Test
    void takesATextWithoutAWord() {
        for (var text : List.of("", " ", "\n", "?!")) {
            var vector = embedder.embed(text);
            assertEquals(embedder.dimension(), vector.length);
            assertTrue(length(vector) < 1.0001 && !Double.isNaN(length(vector)));
        }
    }

    @Test
    void answersManyAtOnceAsOneByOne() throws Exception {
        var alone = embedder.embed(TEXTS.getFirst());
        var together = Collections.synchronizedList(new ArrayList<float[]>());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                threads.submit(() -> together.add(embedder.embed(TEXTS.getFirst())));
            }
        }
        assertEquals(16, together.size());
        together.forEach(vector -> assertArrayEquals(alone, vector));
    }
}
