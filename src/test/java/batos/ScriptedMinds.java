package batos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/// A server on loopback that speaks both protocols as documented, and says something fitting for
/// each phase of a turn. It counts what it was asked.
final class ScriptedMinds implements AutoCloseable {
    static final List<String> MODELS = List.of("qwen3:4b", "owl:2b");

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final List<String> asked = new CopyOnWriteArrayList<>();

    ScriptedMinds() throws IOException {
        this(0);
    }

    /// @param port 0 for any that is free
    ScriptedMinds(int port) throws IOException {
        server =
                HttpServer.create(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 16);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// The paths of the requests, in order.
    List<String> asked() {
        return List.copyOf(asked);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().getPath();
        asked.add(path);
        var body = exchange.getRequestBody().readAllBytes();
        var request = body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        var answer =
                switch (path) {
                    case "/api/version" -> "{\"version\":\"0.12.6\"}";
                    case "/api/tags" -> "{\"models\":[" + each("name", "size\":2600000000") + "]}";
                    case "/api/ps" -> "{\"models\":[]}";
                    case "/api/show" -> shown();
                    case "/api/chat" -> ollama(request);
                    case "/v1/models" -> "{\"data\":[" + each("id", "created\":1") + "]}";
                    case "/v1/chat/completions" -> openai(request);
                    default -> "";
                };
        var bytes = answer.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders()
                .set("Content-Type", path.startsWith("/v1/chat") ? "text/event-stream" : "x/json");
        exchange.sendResponseHeaders(answer.isEmpty() ? 404 : 200, bytes.length);
        try (var out = exchange.getResponseBody()) {
            out.write(bytes);
        }
    }

    private static String each(String name, String more) {
        return String.join(
                ",",
                MODELS.stream()
                        .map(tag ->
                                "{\"%s\":\"%s\",\"digest\":\"sha-%s\",\"%s}"
                                        .formatted(name, tag, tag, more))
                        .toList());
    }

    private static String shown() {
        return "{\"template\":\"{{ .Prompt }}\",\"details\":{\"family\":\"llama\"},\"capabilities\":[\"tools\"],\"model_info\":{\"general.architecture\":\"llama\",\"llama.context_length\":40960}}";
    }

    /// A verdict where a document is asked for, and an answer that names its model elsewhere.
    private static String spoken(JsonNode request) {
        return request.has("format") || request.has("response_format")
                ? "{\"antithesis\":\"It is quiet about Tuesday.\",\"dissonance\":0.25,\"why\":\"one day is missing\"}"
                : "Begin with what is certain, says " + request.path("model").asText() + ". 🦇";
    }

    private static String ollama(JsonNode request) throws IOException {
        var text = new StringBuilder();
        for (var piece : spoken(request).split("(?<= )", -1)) {
            text.append(
                            "{\"model\":\"m\",\"created_at\":\"2026-01-01T00:00:00Z\",\"message\":{\"role\":\"assistant\",\"content\":")
                    .append(JSON.writeValueAsString(piece))
                    .append("},\"done\":false}\n");
        }
        return text
                + "{\"model\":\"m\",\"created_at\":\"2026-01-01T00:00:00Z\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\",\"prompt_eval_count\":900,\"eval_count\":12}\n";
    }

    private static String openai(JsonNode request) throws IOException {
        var text = new StringBuilder();
        for (var piece : spoken(request).split("(?<= )", -1)) {
            text.append("data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":")
                    .append(JSON.writeValueAsString(piece))
                    .append("},\"finish_reason\":null}]}\n\n");
        }
        return text
                + "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n"
                + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":900,\"completion_tokens\":12,\"total_tokens\":912}}\n\n"
                + "data: [DONE]\n\n";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
