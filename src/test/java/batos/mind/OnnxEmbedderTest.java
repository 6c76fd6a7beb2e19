package batos.mind;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import batos.tape.Tape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxEmbedderTest {
    private static final Path MAPS = Path.of("/proc/self/maps");

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

        @Test
        void leavesNoTemporaryFolder() throws Exception {
            assumeTrue(Files.exists(MAPS), "needs /proc/self/maps to know its own folder");
            try (var embedder = new OnnxEmbedder()) {
                embedder.embed("Bats sleep upside down in caves.");
                var mapped = Files.readString(MAPS);
                assertTrue(mapped.contains("libonnxruntime"), "the model's library is not loaded");
                assertEquals(List.of(), UnpackedLibrary.loadedFrom(mapped.lines().toList()));
            }
        }

        @Test
        void findsItsFolderByTheLibrariesInUse(@TempDir Path temporary) throws Exception {
            var folder = Files.createDirectory(temporary.resolve("onnxruntime-java123"));
            assertEquals(
                    List.of(folder),
                    UnpackedLibrary.loadedFrom(
                            List.of(
                                    "7f00-7f01 r-xp 0000 fe:01 9 " + folder + "/libonnxruntime.so",
                                    "7f01-7f02 r--p 0000 fe:01 9 " + folder + "/libonnxruntime.so",
                                    "7f02-7f03 r--p 0000 fe:01 9 /usr/lib/libc.so.6",
                                    "7f03-7f04 r--p 0000 fe:01 9 /gone/onnxruntime-java9/l.so")));
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

    @Test
    void isLoadedAgainAfterItsMemoryWasGivenBack() {
        var embedder = new OnnxEmbedder();
        var before = embedder.embed("The kettle is on.");
        assertTrue(OnnxEmbedder.isLoaded());
        assertFalse(OnnxEmbedder.release(Duration.ofDays(1)), "it was used just now");
        assertTrue(OnnxEmbedder.release(Duration.ZERO));
        assertFalse(OnnxEmbedder.isLoaded());
        assertArrayEquals(before, embedder.embed("The kettle is on."));
    }
}
