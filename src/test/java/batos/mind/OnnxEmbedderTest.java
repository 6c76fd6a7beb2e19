package batos.mind;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.tape.Tape;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OnnxEmbedderTest {
    private static double dot(float[] a, float[] b) {
        var sum = 0.0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    @Nested
    class TheModelInThisProcess {
        @Test
        void putsLikeNearLike() {
            try (var embedder = new OnnxEmbedder()) {
                var bats = embedder.embed("Bats sleep upside down in caves.");
                assertEquals(embedder.dimension(), bats.length);
                assertEquals(1.0, dot(bats, bats), 1e-4);
                var cave = embedder.embed("Where do bats rest?");
                var tax = embedder.embed("The invoice is due in thirty days.");
                assertTrue(dot(bats, cave) > dot(bats, tax) + 0.1);
                assertArrayEquals(bats, embedder.embed("Bats sleep upside down in caves."));
                assertEquals(384, embedder.embed(" ").length);
            }
        }
    }

    @Nested
    class AModelOnTheServer {
        @Test
        void givesVectorsOfLengthOne() throws Exception {
            try (var server =
                            new ScriptedServer(request ->
                                    ScriptedServer.answer(
                                            "application/json",
                                            "{\"model\":\"m\",\"embeddings\":[[3.0,4.0]]}"));
                    var embedder =
                            new OllamaEmbedder(
                                    "m",
                                    new OllamaAddress(server.url()),
                                    MindContractTest.LIMITS,
                                    Tape.live())) {
                assertArrayEquals(new float[] {0.6f, 0.8f}, embedder.embed("x"), 1e-6f);
                assertEquals(2, embedder.dimension());
                assertEquals("ollama:m", embedder.name());
            }
        }
    }
}
