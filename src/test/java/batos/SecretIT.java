package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The key of a model server is used and then found nowhere, even where the server repeats it: in
/// an error, and in what the model says.
class SecretIT {
    private static final String KEY = "sk-tell-nobody-0815-4711";

    @TempDir Path folder;

    private final AtomicInteger used = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext("/", this::answer);
        server.start();
        var config = Files.createDirectories(folder.resolve("config"));
        Files.copy(Path.of("config/codex.toml"), config.resolve("codex.toml"));
        Files.writeString(
                config.resolve("settings.toml"),
                Files.readString(Path.of("config/settings.toml"))
                        .replace(
                                "openai_url = \"\"",
                                "openai_url = \"http://127.0.0.1:%d/v1\""
                                        .formatted(server.getAddress().getPort())));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    /// Every second call is refused, with the key in the reason.
    private void answer(HttpExchange exchange) throws IOException {
        exchange.getRequestBody().readAllBytes();
        var chat = exchange.getRequestURI().getPath().endsWith("/chat/completions");
        var key = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        var refused = chat && key.contains(KEY) && used.incrementAndGet() % 2 == 1;
        var text =
                !chat
                        ? "{\"data\":[{\"id\":\"qwen3:4b\"}]}"
                        : refused
                                ? "{\"error\":{\"message\":\"Incorrect API key: " + key + "\"}}"
                                : "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"You sent "
                                        + key
                                        + ".\"},\"finish_reason\":\"stop\"}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":3}}\n\ndata: [DONE]\n\n";
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", chat && !refused ? "text/event-stream" : "application/json");
        exchange.sendResponseHeaders(refused ? 401 : 200, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private String said(String input, String... arguments) throws Exception {
        var command = JavaProcess.batos("--home", folder.resolve("home").toString());
        command.addAll(List.of("--config", folder.resolve("config").toString()));
        command.addAll(List.of("--mind", "openai"));
        command.addAll(List.of(arguments));
        var log = Files.createTempFile(folder, "said", "");
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("OPENAI_API_KEY", KEY);
        var process = builder.redirectOutput(log.toFile()).start();
        try (var in = process.outputWriter()) {
            in.write(input);
        }
        assertTrue(process.waitFor(5, TimeUnit.MINUTES), "it takes too long");
        return Files.readString(log);
    }

    @Test
    void isFoundNowhere() throws Exception {
        var tape = folder.resolve("secret.tape");
        var session =
                said(
                        "@robin hello\n/why\n@robin hello again\n/why\n/models\nmemory recall: 'hello'\n",
                        "--record",
                        tape.toString());
        var document = said("", "ask", "--json", "-v", "@robin once more");
        var again = said("", "ask", "--json", "@robin and again");
        assertTrue(used.get() > 3, () -> "the key was sent " + used + " times: " + session);
        assertTrue((session + document + again).contains("You sent"), session);
        var holders = new ArrayList<Path>();
        try (var files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (bytes.contains(KEY)) {
                    holders.add(folder.relativize(file));
                }
            }
        }
        assertEquals(List.of(), holders);
        assertFalse((session + document + again).contains(KEY));
    }
}
