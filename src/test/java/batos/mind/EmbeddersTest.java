package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.tape.Tape;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Each embedder sits the same exam.
class EmbeddersTest {
    @Nested
    class Words extends EmbedderContract {
        @Override
        String name() {
            return "words";
        }
    }

    @Nested
    class InThisProcess extends EmbedderContract {
        @Override
        String name() {
            return "bge-small-en-v1.5-q";
        }
    }

    @Nested
    class OnAServer extends EmbedderContract {
        private ScriptedServer server;

        @BeforeEach
        @Override
        void make() {
            server = open();
            super.make();
        }

        @AfterEach
        @Override
        void close() {
            super.close();
            server.close();
        }

        @Override
        OllamaAddress server() {
            return new OllamaAddress(server.url());
        }

        @Override
        String name() {
            return "ollama:bat-embed:1b";
        }

        /// Speaks the protocol as documented; its vector depends on the whole request, and has no
        /// length of one.
        private static ScriptedServer open() {
            try {
                return new ScriptedServer(request -> {
                    var body = request.substring(request.indexOf("\r\n\r\n"));
                    assertTrue(request.startsWith("POST /api/embed "), request);
                    assertTrue(body.contains("bat-embed:1b"), body);
                    var vector =
                            IntStream.range(0, 8)
                                    .mapToObj(i -> String.valueOf((body.hashCode() >>> i) % 97 + 2))
                                    .collect(Collectors.joining(","));
                    return ScriptedServer.answer(
                            "application/json",
                            "{\"model\":\"bat-embed:1b\",\"embeddings\":[[" + vector + "]]}");
                });
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @Nested
    class Trouble {
        private static String told(List<ScriptedServer.Step> answer) throws Exception {
            try (var server = new ScriptedServer(request -> answer)) {
                return told(server.url());
            }
        }

        private static String told(URI url) {
            try (var embedder =
                    Embedders.named(
                            "ollama:nomic",
                            new OllamaAddress(url),
                            MindContractTest.LIMITS,
                            Tape.live())) {
                var message = assertThrows(MindFault.class, () -> embedder.embed("x")).getMessage();
                assertTrue(message.contains("nomic") && message.contains("Next: /"), message);
                return message;
            }
        }

        @Test
        void withTheServerNamesThingPlaceAndNextCommand() throws Exception {
            assertTrue(told(URI.create("http://127.0.0.1:1")).contains("127.0.0.1:1"));
            told(
                    List.of(
                            ScriptedServer.head(404, "application/json"),
                            new ScriptedServer.Step.Bytes("{\"error\":\"no such model\"}")));
            told(ScriptedServer.answer("text/html", "<html>Welcome to nginx</html>"));
            told(ScriptedServer.answer("application/json", "{\"embeddings\":[]}"));
            told(ScriptedServer.answer("application/json", "{\"embeddings\":[[]]}"));
            told(ScriptedServer.answer("application/json", "{\"model\":\"nomic\"}"));
        }

        @Test
        void withTheNameTellsWhichThereAre() {
            var message =
                    assertThrows(
                                    MindFault.class,
                                    () ->
                                            Embedders.named(
                                                    "ollama:",
                                                    new OllamaAddress(URI.create("http://h")),
                                                    MindContractTest.LIMITS,
                                                    Tape.live()))
                            .getMessage();
            assertEquals(
                    "there is no embedding model 'ollama:'. Known: bge-small-en-v1.5-q, words, ollama:TAG. Next: /settings set models.embedding bge-small-en-v1.5-q",
                    message);
        }
    }
}
