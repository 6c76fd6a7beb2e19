package batos.bench;

import batos.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A model server's stand-in on loopback that hands every request on and reads from the end of each
/// answer how many tokens of prompt the server counted, and how many of these it had in its cache.
final class MeteredServer implements AutoCloseable {
    private final URI root;
    private final Optional<String> key;
    private final boolean ollama;
    private final HttpServer here;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final AtomicInteger bares = new AtomicInteger();

    /// What a server told of one call.
    ///
    /// @param prompt tokens of prompt, of which `cached` were known; -1 where it does not say
    /// @param reading milliseconds of the prompt
    /// @param speaking milliseconds of the reply
    record Call(int prompt, int cached, long reading, long speaking) {
        @Override
        public String toString() {
            return cached < 0 ? Integer.toString(prompt) : prompt + " (" + cached + ")";
        }
    }

    MeteredServer(URI root, Optional<String> key, boolean ollama) throws IOException {
        this.root = root;
        this.key = key;
        this.ollama = ollama;
        here = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        here.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        here.createContext("/", this::forward);
        here.start();
    }

    String url() {
        return "http://127.0.0.1:" + here.getAddress().getPort();
    }

    boolean ollama() {
        return ollama;
    }

    void forget() {
        calls.clear();
    }

    /// Each call since [#forget] that came to its end.
    List<Call> calls() {
        return List.copyOf(calls);
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var request = request(exchange.getRequestURI().toString());
            request.method(
                    exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            answer.headers()
                    .firstValue("Content-Type")
                    .ifPresent(type -> exchange.getResponseHeaders().set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), 0);
            var said = new StringBuilder();
            var out = exchange.getResponseBody();
            try (var in = answer.body()) {
                var buffer = new byte[8192];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    out.write(buffer, 0, read);
                    out.flush();
                    said.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
                }
            } finally {
                said.toString().lines().forEach(this::note);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest.Builder request(String path) {
        var request =
                HttpRequest.newBuilder(root.resolve(path))
                        .header("Content-Type", "application/json");
        key.ifPresent(one -> request.header("Authorization", "Bearer " + one));
        return request;
    }

    private void note(String line) {
        var json = Json.foreignObject(line.replaceFirst("^data: ", "")).orElseGet(Json::object);
        if (json.path("usage").has("prompt_tokens")) {
            var usage = json.path("usage");
            var timings = json.path("timings");
            calls.add(
                    new Call(
                            usage.path("prompt_tokens").asInt(),
                            usage.path("prompt_tokens_details").path("cached_tokens").asInt(-1),
                            timings.path("prompt_ms").asLong(),
                            timings.path("predicted_ms").asLong()));
        } else if (json.path("done").asBoolean() && json.has("eval_count")) {
            calls.add(
                    new Call(
                            json.path("prompt_eval_count").asInt(),
                            json.path("prompt_eval_cached_count").asInt(-1),
                            json.path("prompt_eval_duration").asLong() / 1_000_000,
                            json.path("eval_duration").asLong() / 1_000_000));
        }
    }

    /// One call with the question alone, read afresh: Ollama takes no word against its cache, so a
    /// number stands first.
    ///
    /// @return how many tokens it generated
    int bare(String tag, String question, int tokens) throws IOException, InterruptedException {
        var asked =
                List.of(
                        Map.of(
                                "role",
                                "user",
                                "content",
                                ollama
                                        ? "Story "
                                                + bares.incrementAndGet()
                                                + ". Tell a very long one. "
                                                + question
                                        : question));
        var body =
                ollama
                        ? Json.write(
                                Map.of(
                                        "model",
                                        tag,
                                        "stream",
                                        false,
                                        "messages",
                                        asked,
                                        "options",
                                        Map.of("num_predict", tokens, "num_ctx", 2048)))
                        : Json.write(
                                Map.of(
                                        "model",
                                        tag,
                                        "messages",
                                        asked,
                                        "max_tokens",
                                        tokens,
                                        "cache_prompt",
                                        false,
                                        "ignore_eos",
                                        true));
        var answer =
                client.send(
                        request(ollama ? "/api/chat" : "/v1/chat/completions")
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        JsonNode json = Json.foreignObject(answer.body()).orElseGet(Json::object);
        return ollama
                ? json.path("eval_count").asInt()
                : json.path("usage").path("completion_tokens").asInt();
    }

    @Override
    public void close() {
        here.stop(0);
        client.close();
    }
}
