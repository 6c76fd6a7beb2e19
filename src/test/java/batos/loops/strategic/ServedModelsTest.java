package batos.loops.strategic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.json.Json;
import batos.loops.strategic.ModelHost.Base;
import batos.loops.strategic.ModelHost.Hosting;
import batos.mind.CallLimits;
import batos.mind.Mind;
import batos.mind.OllamaAddress;
import batos.mind.OllamaServer;
import batos.mind.Reply;
import batos.tape.Tape;
import batos.text.Sha256;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Where a trained file goes, by the server that thinks. Ollama is spoken to over HTTP as version
/// 0.34.1 answers: merged weights are taken, adapters are not.
class ServedModelsTest extends StrategicFixture {
    private static final CallLimits LIMITS =
            new CallLimits(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60),
                    1 << 20);

    private final List<String> asked = new ArrayList<>();
    private final List<String> made = new ArrayList<>(List.of("bat:1b"));
    private boolean keeps = true;
    private HttpServer server;
    private String kind = "ollama";

    @Override
    Reply reply(Asked call) {
        throw new AssertionError("no model is asked: " + call);
    }

    @Override
    Mind mind() {
        if (!kind.equals("ollama")) {
            return new NamedMind(kind);
        }
        var ollama =
                new OllamaServer(
                        new OllamaAddress(
                                URI.create("http://127.0.0.1:" + server.getAddress().getPort())),
                        LIMITS,
                        Tape.live());
        return new NamedMind("ollama") {
            @Override
            public Optional<OllamaServer> server() {
                return Optional.of(ollama);
            }

            @Override
            public List<Model> models() {
                return ollama.models();
            }
        };
    }

    @BeforeEach
    @Override
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.createContext("/", this::answer);
        server.start();
        super.open();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var body = exchange.getRequestBody().readAllBytes();
        asked.add(exchange.getRequestMethod() + " " + path);
        if (path.startsWith("/api/blobs/")) {
            exchange.sendResponseHeaders(
                    exchange.getRequestMethod().equals("HEAD") ? 404 : 201, -1);
            exchange.close();
            return;
        }
        var text =
                switch (path) {
                    case "/api/version" -> "{\"version\":\"0.34.1\"}";
                    case "/api/tags" -> tags();
                    case "/api/show" ->
                            keeps
                                    ? "{\"details\":{\"family\":\"llama\"},\"model_info\":{\"general.architecture\":\"llama\"}}"
                                    : "{}";
                    case "/api/create" -> create(new String(body, StandardCharsets.UTF_8));
                    default -> "{}";
                };
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private String tags() {
        return made.stream()
                .map(tag ->
                        "{\"name\":\"%s\",\"model\":\"%s\",\"digest\":\"sha-%s\",\"size\":7}"
                                .formatted(tag, tag, tag))
                .collect(java.util.stream.Collectors.joining(",", "{\"models\":[", "]}"));
    }

    private String create(String body) {
        var wanted = Json.foreignObject(body).orElseThrow();
        if (!wanted.path("adapters").isEmpty()) {
            return "{\"error\":\"LoRA adapters are no longer supported\"}";
        }
        asked.add("files " + wanted.path("files"));
        if (keeps) {
            made.add(wanted.path("model").asText() + ":latest");
        }
        return "{\"status\":\"success\"}";
    }

    private Path weights() throws IOException {
        return Files.writeString(home.resolve("model.gguf"), "merged weights");
    }

    private Hosting hosted() throws IOException {
        return host.host("brick-1", weights(), pins.inForce("BRICK"));
    }

    @Nested
    class Ollama {
        @Test
        void getsTheMergedWeightsAndIsAskedWhetherItHasThem() throws IOException {
            var hosted = hosted();
            var done = assertInstanceOf(Hosting.Hosted.class, hosted, hosted::toString);
            assertEquals("brick-1:latest", done.pin().tag());
            assertEquals("sha-brick-1:latest", done.pin().digest());
            assertTrue(
                    asked.stream().anyMatch(line -> line.startsWith("POST /api/blobs/sha256:")),
                    asked::toString);
            assertTrue(
                    asked.stream()
                            .anyMatch(line -> line.startsWith("files {\"model.gguf\":\"sha256:")),
                    asked::toString);
        }

        @Test
        void deletesATag() throws IOException {
            assertEquals("", host.delete("bat:1b"));
            assertTrue(asked.contains("DELETE /api/delete"), asked::toString);
        }

        @Test
        void isNotBelievedWhereItDoesNotShowTheModel() throws IOException {
            keeps = false;
            assertInstanceOf(Hosting.Failed.class, hosted());
        }

        @Test
        void givesTheBaseFromItsOwnStore() throws IOException {
            var store = home.resolve("ollama");
            var manifest = store.resolve("manifests/registry.ollama.ai/library/bat").resolve("1b");
            Files.createDirectories(manifest.getParent());
            Files.writeString(
                    manifest,
                    "{\"layers\":[{\"mediaType\":\"application/vnd.ollama.image.template\",\"digest\":\"sha256:aa\"},{\"mediaType\":\"application/vnd.ollama.image.model\",\"digest\":\"sha256:bb\"}]}");
            var pin = pins.inForce("BRICK");
            var missing = assertInstanceOf(Base.Missing.class, host.base(pin));
            assertTrue(missing.why().contains("Next: /settings set tuning.base"), missing.why());
            var blob = store.resolve("blobs/sha256-bb");
            Files.createDirectories(blob.getParent());
            Files.writeString(blob, "GGUF");
            assertEquals(new Base.Found(blob), host.base(pin));
            Files.delete(manifest);
            assertTrue(
                    assertInstanceOf(Base.Missing.class, host.base(pin))
                            .why()
                            .contains("has no manifest of bat:1b"));
        }
    }

    @Nested
    class AnotherServer {
        @Test
        void takesNoModelsAndIsToldTheExactCommand() throws IOException {
            close();
            stop();
            kind = "openai";
            open();
            var hand = assertInstanceOf(Hosting.ByHand.class, hosted());
            assertEquals(
                    "llama-server -m %s --alias brick-1 --jinja"
                            .formatted(home.resolve("model.gguf")),
                    hand.command());
        }

        @Test
        void ofTheHouseItselfLinksTheFile() throws IOException {
            close();
            stop();
            kind = "local";
            open();
            hosted();
            var file = home.resolve("small/brick-1.gguf");
            assertEquals("merged weights", Files.readString(file));
            assertEquals(
                    Sha256.of(file), Files.readString(home.resolve("small/brick-1.gguf.sha256")));
            assertEquals("", host.delete("brick-1"));
            assertFalse(Files.exists(file));
            assertEquals("merged weights", Files.readString(home.resolve("model.gguf")));
        }
    }
}
