package batos.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a person sees while a model server is silent, at a real pseudo-terminal. The server is the
/// one that `OPENAI_BASE_URL` names.
class WaitingPromptIT {
    private static final String PROMPT = "architect> (?:\033\\[0?m)?";

    @TempDir Path home;

    private final CountDownLatch seen = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/v1/models",
                exchange ->
                        answer(
                                exchange,
                                "application/json",
                                """
                                {"object":"list","data":[{"id":"qwen3:4b","object":"model"}]}
                                """));
        server.createContext("/v1/chat/completions", this::speak);
        server.start();
    }

    @AfterEach
    void stop() {
        seen.countDown();
        server.stop(0);
    }

    /// Silent until the test has seen that it is.
    private void speak(HttpExchange exchange) throws IOException {
        try {
            assertTrue(seen.await(Patience.SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        answer(
                exchange,
                "text/event-stream",
                """
                data: {"model":"qwen3:4b","choices":[{"index":0,"delta":{"role":"assistant","content":"Paris."},"finish_reason":null}]}

                data: {"model":"qwen3:4b","choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}

                data: {"model":"qwen3:4b","choices":[],"usage":{"prompt_tokens":100,"completion_tokens":2,"total_tokens":102}}

                data: [DONE]

                """);
    }

    private static void answer(HttpExchange exchange, String type, String body) throws IOException {
        try (exchange) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Test
    void thePromptTellsWhatAPersonaWaitsFor() throws Exception {
        var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
        var environment = Map.of("OPENAI_BASE_URL", url, "OPENAI_API_KEY", "sk-of-nobody");
        try (var pty = new Pty(home, environment, "--mind", "openai")) {
            var banner = pty.await(PROMPT);
            assertTrue(
                    banner.contains(url + " (from OPENAI_BASE_URL, key from OPENAI_API_KEY)"),
                    banner);
            pty.type("@brick What is the capital of France?\r");
            pty.await(
                    "BRICK works on answer: qwen3:4b loads, or reads about \\d+ tokens of prompt");
            seen.countDown();
            pty.await("BRICK:.{0,20} Paris\\.");
            pty.await(PROMPT);
            pty.type("\004");
            assertEquals(0, pty.exit());
        }
    }
}
