package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A model calls a tool that nobody has made. The forge makes it, and the very next request of the
/// same turn, as bytes on the wire, offers it.
class BornIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CODE =
            """
            {"name":"shout","description":"a text in capitals","use_when":"loud","parameters":
             {"type":"object","properties":{"text":{"type":"string"}},"required":["text"]},
             "source":"def shout(text):\\n    return text.upper()\\n",
             "tests":[{"arguments":{"text":"ab"},"expect":"AB"},{"arguments":{"text":"c"},"expect":"C"}]}
            """;
    private static final String TESTS =
            """
            {"tests":[{"arguments":{"text":"xyz"},"expect":"XYZ"},{"arguments":{"text":""},"expect":""}]}
            """;
    private static final String VERDICT =
            """
            {"antithesis":"It is loud.","dissonance":0.1,"why":"a receipt stands behind it"}
            """;

    @TempDir Path folder;

    @Test
    void isOfferedInTheVeryNextRequestOfTheSameTurn() throws Exception {
        var requests = new CopyOnWriteArrayList<JsonNode>();
        var server = server(requests);
        try {
            var config = Files.createDirectories(folder.resolve("home-config"));
            var url = "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
            Files.writeString(
                    config.resolve("settings.toml"),
                    Files.readString(Path.of("config/settings.toml"))
                            .replace("openai_url = \"\"", "openai_url = \"" + url + "\""));
            Files.copy(Path.of("config/codex.toml"), config.resolve("codex.toml"));

            var ran = ReplayIT.run(folder, "home", "@ shout 'hello'\n", "--mind", "openai");

            assertEquals(0, ran.exit(), ran.out() + ran.err());
            var theses = requests.stream().filter(each -> !each.has("response_format")).toList();
            var asking = theses.get(0);
            var next = theses.get(1);
            assertFalse(offers(asking), asking.path("tools").toString());
            assertTrue(offers(next), next.path("tools").toString());
            assertEquals(
                    "string",
                    tool(next).at("/function/parameters/properties/text/type").asText(),
                    "the schema is sent with it");
            assertTrue(ran.out().contains("tool shout@1"), ran.out());
            assertTrue(ran.out().contains("\"HELLO\""), ran.out());
        } finally {
            server.stop(0);
        }
    }

    private static boolean offers(JsonNode request) {
        return !tool(request).isMissingNode();
    }

    private static JsonNode tool(JsonNode request) {
        for (var tool : request.path("tools")) {
            if (tool.at("/function/name").asText().equals("shout")) {
                return tool;
            }
        }
        return JSON.missingNode();
    }

    private static HttpServer server(List<JsonNode> requests) throws IOException {
        var server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.createContext(
                "/",
                exchange -> {
                    var body = exchange.getRequestBody().readAllBytes();
                    boolean chat = exchange.getRequestURI().getPath().endsWith("/completions");
                    var answer = MODELS;
                    if (chat) {
                        var request = JSON.readTree(body);
                        requests.add(request);
                        answer = answer(request);
                    }
                    var bytes = answer.getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders()
                            .set("Content-Type", chat ? "text/event-stream" : "application/json");
                    exchange.sendResponseHeaders(200, bytes.length);
                    try (var out = exchange.getResponseBody()) {
                        out.write(bytes);
                    }
                });
        server.start();
        return server;
    }

    private static final String MODELS =
            "{\"data\":[{\"id\":\"qwen3:4b\",\"created\":1},{\"id\":\"qwen3:8b\",\"created\":1}]}";

    private static String answer(JsonNode request) throws IOException {
        var format = request.path("response_format").toString();
        if (format.contains("use_when")) {
            return said(CODE);
        }
        if (format.contains("antithesis")) {
            return said(VERDICT);
        }
        if (format.contains("arguments")) {
            return said(TESTS);
        }
        boolean told = request.path("messages").toString().contains("HELLO");
        return told ? said("It is HELLO.") : CALL;
    }

    private static final String CALL =
            event(
                            "{\"tool_calls\":[{\"index\":0,\"id\":\"c1\",\"type\":\"function\",\"function\":{\"name\":\"shout\",\"arguments\":\"{\\\"text\\\":\\\"hello\\\"}\"}}]}",
                            "null")
                    + end("tool_calls");

    private static String said(String text) throws IOException {
        return event("{\"content\":" + JSON.writeValueAsString(text) + "}", "null") + end("stop");
    }

    private static String end(String reason) {
        return event("{}", "\"" + reason + "\"")
                + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":900,\"completion_tokens\":12,\"total_tokens\":912}}\n\n"
                + "data: [DONE]\n\n";
    }

    private static String event(String delta, String reason) {
        return "data: {\"choices\":[{\"index\":0,\"delta\":"
                + delta
                + ",\"finish_reason\":"
                + reason
                + "}]}\n\n";
    }
}
