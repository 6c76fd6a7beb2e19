package batos.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.config.ShippedConfig;
import batos.council.Outcome;
import batos.image.Author;
import batos.image.Cause;
import batos.nerve.Pulse;
import batos.nerve.PulseKind;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model server that goes away: the session stays with it and says so; a rehearsal takes its
/// place only where the Architect asks who is there, or at the next start, and never without a
/// line.
class ServerInSessionTest {
    @TempDir Path folder;

    @Test
    void nobodyTakesTheSeatOfAServerWithoutALine() throws Exception {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", ServerInSessionTest::answer);
        server.start();
        var url = "http://127.0.0.1:" + server.getAddress().getPort();
        var config = Files.createDirectories(folder.resolve("config"));
        Files.writeString(config.resolve("codex.toml"), ShippedConfig.codex());
        Files.writeString(
                config.resolve("settings.toml"),
                ShippedConfig.settings()
                        .replace("http://127.0.0.1:11434", url)
                        .replace("attempts = 3", "attempts = 1")
                        .replace("local_models = \"\"", "local_models = \"" + folder + "\""));
        try (var house = house()) {
            assertInstanceOf(Outcome.Answered.class, ask(house));
            var first = house.models().seat().line();
            assertTrue(first.startsWith("ollama 0.34.1 mind at " + url), first);
            server.stop(0);
            var gone = ask(house);
            var failed = assertInstanceOf(Outcome.Unresolved.class, gone, gone::toString);
            assertTrue(failed.toString().contains(url), failed.toString());
            assertTrue(house.models().seat().line().startsWith("ollama 0.34.1 mind at " + url));
            assertEquals(List.of(), fallbacks(house));

            var line = house.models().seat().choose(Optional.empty());
            assertTrue(line.startsWith("rehearsal mind (this home last used the ollama"), line);
            assertTrue(line.contains("no Ollama at " + url), line);
            assertEquals(List.of(line), fallbacks(house));
        }
        try (var house = house()) {
            var line = house.models().seat().line();
            assertTrue(line.startsWith("rehearsal mind (this home last used the ollama"), line);
            assertTrue(fallbacks(house).contains(line), fallbacks(house).toString());
        }
    }

    private Services house() {
        return new Application(
                new OpenOptions(
                        folder.resolve("home"),
                        folder.resolve("config"),
                        Optional.of("auto"),
                        Optional.empty(),
                        Optional.empty(),
                        InstantSource.system(),
                        true,
                        text -> {}));
    }

    private static Outcome ask(Services house) {
        var cause = new Cause(Author.ARCHITECT, "@brick hm?", house.image().now().number());
        return house.conversation().ask("BRICK", "hm?", cause, signal -> {});
    }

    private static List<String> fallbacks(Services house) {
        return house.pulses().since(0).stream()
                .filter(pulse -> pulse.kind() == PulseKind.Model.FALLBACK)
                .map(Pulse::text)
                .toList();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        var body =
                switch (path) {
                    case "/api/version" -> "{\"version\":\"0.34.1\"}";
                    case "/api/tags" ->
                            "{\"models\":[{\"name\":\"qwen3:4b\",\"model\":\"qwen3:4b\",\"size\":3,\"digest\":\"d\"}]}";
                    case "/api/chat" ->
                            """
                            {"model":"qwen3:4b","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"Hm."},"done":false}
                            {"model":"qwen3:4b","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","prompt_eval_count":200,"eval_count":2}
                            """;
                    default -> "{}";
                };
        try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
