package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import batos.Patience;
import batos.tape.Tape;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class OllamaMindTest extends MindContractTest {
    private ScriptedServer server;

    @AfterEach
    void closeTheServer() {
        if (server != null) {
            server.close();
        }
    }

    static URI nobody() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
    }

    static OllamaMind mind(URI url, Tape tape) {
        return mind(url, LIMITS, tape);
    }

    static OllamaMind mind(URI url, CallLimits limits, Tape tape) {
        return new OllamaMind(new OllamaAddress(url), limits, 60, false, tape);
    }

    @Override
    Mind examined(Scenario scenario, boolean interrupted) throws Exception {
        assumeTrue(scenario != Scenario.DECLINED, "Ollama's protocol has no word for a refusal");
        if (scenario == Scenario.NOBODY_LISTENS) {
            return mind(nobody(), Tape.live());
        }
        server = new ScriptedServer(request -> OllamaScenes.steps(scenario, request));
        return mind(server.url(), limits(scenario, interrupted), Tape.live());
    }

    private Reply think(Scenario scenario, Prompt prompt) throws Exception {
        try (var mind = examined(scenario, false)) {
            return mind.think(prompt, text -> {});
        }
    }

    @Nested
    class ARequest {
        @Test
        void carriesThePinTheToolsAndTheSchema() throws Exception {
            think(Scenario.VERDICT, prompt(Scenario.VERDICT));
            var body = JSON.readTree(server.requests().getFirst().split("\r\n\r\n", 2)[1]);
            assertEquals("bat:1b", body.path("model").asText());
            assertEquals(2048, body.path("options").path("num_ctx").asInt());
            assertEquals(256, body.path("options").path("num_predict").asInt());
            assertEquals(7, body.path("options").path("seed").asInt());
            assertEquals(60, body.path("keep_alive").asInt());
            assertEquals(false, body.path("truncate").asBoolean(true));
            assertEquals(JSON.readTree(SCHEMA), body.path("format"));
            assertEquals("system", body.path("messages").path(0).path("role").asText());
        }

        @Test
        void carriesEachToolAsItsSchemaSays() throws Exception {
            think(Scenario.ONE_TOOL, prompt(Scenario.ONE_TOOL));
            var tool =
                    JSON.readTree(server.requests().getFirst().split("\r\n\r\n", 2)[1])
                            .path("tools")
                            .path(0)
                            .path("function");
            assertEquals("slugify", tool.path("name").asText());
            assertEquals(
                    "string",
                    tool.path("parameters").path("properties").path("text").path("type").asText());
            assertEquals("text", tool.path("parameters").path("required").path(0).asText());
        }

        @Test
        void survivesAHistoryWithArgumentsThatAreNotJson() throws Exception {
            var broken = new Message.ToolCall("1", "slugify", "text: Hello");
            var prompt =
                    prompt(Scenario.TEXT)
                            .with(
                                    List.of(
                                            new Message.Asked("x"),
                                            new Message.Said("", List.of(broken)),
                                            new Message.ToolGave("1", "slugify", "no")));
            assertEquals("hello there", ((Reply.Answered) think(Scenario.TEXT, prompt)).text());
        }
    }

    @Nested
    class ASilentTrimming {
        @Test
        void isSeenWhereTheServerReadFarLessThanWasSent() throws Exception {
            server =
                    new ScriptedServer(request ->
                            ScriptedServer.answer(
                                    "application/x-ndjson",
                                    OllamaScenes.part("x"),
                                    OllamaScenes.done(90)));
            try (var mind = mind(server.url(), Tape.live())) {
                var reply = mind.think(prompt(Scenario.OVERFLOW), text -> {});
                assertEquals(Reply.Fault.TRUNCATED, ((Reply.Failed) reply).fault());
            }
        }

        @Test
        void isToldByServersThatRefuseIt() throws Exception {
            server =
                    new ScriptedServer(request ->
                            OllamaScenes.error(
                                    400,
                                    "{\"error\":\"the input length exceeds the context length\"}"));
            try (var mind = mind(server.url(), Tape.live())) {
                var reply = mind.think(prompt(Scenario.OVERFLOW), text -> {});
                assertEquals(Reply.Fault.TRUNCATED, ((Reply.Failed) reply).fault());
            }
        }
    }

    @Nested
    class AnInterruptedCall {
        @Test
        void closesItsConnectionAndLeavesNoThread() throws Exception {
            var before = new HashSet<>(Thread.getAllStackTraces().keySet());
            var mind = examined(Scenario.SILENT_AFTER_THE_FIRST_TOKEN, true);
            var thread =
                    Thread.ofPlatform()
                            .start(() ->
                                    mind.think(
                                            prompt(Scenario.TEXT),
                                            text -> Thread.currentThread().interrupt()));
            Patience.join(thread);
            mind.close();
            server.close();
            Patience.until(
                    () -> "still there: " + newThreads(before), () -> newThreads(before).isEmpty());
            assertEquals(0, server.alive());
        }

        private List<String> newThreads(HashSet<Thread> before) {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread ->
                            !before.contains(thread) && thread.getName().startsWith("HttpClient"))
                    .map(Thread::getName)
                    .toList();
        }
    }

    @Test
    void aServerThatComesBackIsUsedAgain() throws Exception {
        var away = new AtomicBoolean(true);
        server =
                new ScriptedServer(request ->
                        away.get()
                                ? List.of(new ScriptedServer.Step.Reset())
                                : OllamaScenes.steps(Scenario.TEXT, request));
        try (var mind = mind(server.url(), Tape.live())) {
            var first = (Reply.Failed) mind.think(prompt(Scenario.TEXT), text -> {});
            assertEquals(Reply.Fault.AWAY, first.fault());
            away.set(false);
            assertTrue(mind.think(prompt(Scenario.TEXT), text -> {}) instanceof Reply.Answered);
        }
    }

    /// Connections that are kept, as real servers keep them.
    @Nested
    class AConnection {
        private final List<Integer> ports = new CopyOnWriteArrayList<>();

        private HttpServer kept(boolean closing) throws IOException {
            var answer =
                    (OllamaScenes.part("hello there") + "\n" + OllamaScenes.done(20) + "\n")
                            .getBytes(StandardCharsets.UTF_8);
            var http = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
            http.createContext(
                    "/api/chat",
                    exchange -> {
                        ports.add(exchange.getRemoteAddress().getPort());
                        exchange.getRequestBody().readAllBytes();
                        if (closing && ports.size() == 2) {
                            exchange.close();
                            return;
                        }
                        exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
                        exchange.sendResponseHeaders(200, 0);
                        try (var body = exchange.getResponseBody()) {
                            body.write(answer);
                        }
                    });
            http.start();
            return http;
        }

        private void twice(HttpServer http) {
            var url = URI.create("http://127.0.0.1:" + http.getAddress().getPort());
            try (var mind = mind(url, Tape.live())) {
                for (int i = 0; i < 2; i++) {
                    var reply = mind.think(prompt(Scenario.TEXT), text -> {});
                    assertInstanceOf(Reply.Answered.class, reply, reply::toString);
                }
            } finally {
                http.stop(0);
            }
        }

        @Test
        void servesTheNextCall() throws Exception {
            twice(kept(false));
            assertEquals(1, Set.copyOf(ports).size(), ports::toString);
        }

        @Test
        void thatTheServerJustClosedIsReplaced() throws Exception {
            twice(kept(true));
            assertEquals(3, ports.size(), ports::toString);
        }
    }
}
