package batos.faces.mcp;

import batos.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A client that writes what it is told to, byte for byte, and keeps what it hears.
final class LinePeer implements AutoCloseable {
    private static final JsonNode END = Json.object().put("end", true);
    private final OutputStream out;
    private final LinkedBlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();

    LinePeer(InputStream in, OutputStream out) {
        this.out = out;
        Thread.ofPlatform().daemon().start(() -> hear(in));
    }

    private void hear(InputStream in) {
        try (var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                heard.add(Json.tryRead(line).orElse(Json.object().put("no protocol", line)));
            }
        } catch (IOException e) {
            // The server has ended.
        }
        heard.add(END);
    }

    void send(String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    void request(int id, String method, String params) throws IOException {
        send(
                "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
                        .formatted(id, method, params));
    }

    void notify(String method, String params) throws IOException {
        send("{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":%s}".formatted(method, params));
    }

    /// What comes next and fits; what comes before it is dropped.
    JsonNode await(Predicate<JsonNode> wanted) throws InterruptedException {
        for (var next = next(); ; next = next()) {
            if (wanted.test(next)) {
                return next;
            }
        }
    }

    /// The answer to a request.
    JsonNode answer(int id) throws InterruptedException {
        return await(node -> node.path("id").asInt(-1) == id && !node.has("method"));
    }

    JsonNode heard(String method) throws InterruptedException {
        return await(node -> node.path("method").asText().equals(method));
    }

    JsonNode next() throws InterruptedException {
        var next = heard.poll(60, TimeUnit.SECONDS);
        if (next == null || next.has("end")) {
            throw new AssertionError(next == null ? "nothing more came" : "the server has ended");
        }
        return next;
    }

    LinePeer initialized() throws IOException, InterruptedException {
        request(
                0,
                "initialize",
                "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"peer\",\"version\":\"1\"}}");
        answer(0);
        notify("notifications/initialized", "{}");
        return this;
    }

    JsonNode call(int id, String tool, String arguments) throws IOException, InterruptedException {
        request(id, "tools/call", "{\"name\":\"%s\",\"arguments\":%s}".formatted(tool, arguments));
        return answer(id);
    }

    void endInput() throws IOException {
        out.close();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
