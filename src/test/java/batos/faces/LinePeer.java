package batos.faces;

import batos.Patience;
import batos.app.ProtocolFace;
import batos.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// A client that writes what it is told to, byte for byte, and keeps what it hears.
public final class LinePeer implements AutoCloseable {
    private static final JsonNode END = Json.object().put("end", true);
    private final OutputStream out;
    private final LinkedBlockingQueue<JsonNode> heard = new LinkedBlockingQueue<>();

    public LinePeer(InputStream in, OutputStream out) {
        this.out = out;
        Thread.ofPlatform().daemon().start(() -> hear(in));
    }

    /// A client of a face that speaks over streams, connected to it.
    public static LinePeer of(ProtocolFace face) throws IOException {
        var toServer = new PipedOutputStream();
        var toClient = new PipedOutputStream();
        var serverIn = new PipedInputStream(toServer, 1 << 16);
        var clientIn = new PipedInputStream(toClient, 1 << 20);
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    face.serve(serverIn, toClient);
                    try {
                        toClient.close();
                    } catch (IOException e) {
                        // The client has left.
                    }
                });
        return new LinePeer(clientIn, toServer);
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

    public void send(String line) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    public void request(int id, String method, String params) throws IOException {
        send(
                "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"%s\",\"params\":%s}"
                        .formatted(id, method, params));
    }

    public void notify(String method, String params) throws IOException {
        send("{\"jsonrpc\":\"2.0\",\"method\":\"%s\",\"params\":%s}".formatted(method, params));
    }

    /// What comes next and fits; what comes before it is dropped.
    public JsonNode await(Predicate<JsonNode> wanted) throws InterruptedException {
        for (var next = next(); ; next = next()) {
            if (wanted.test(next)) {
                return next;
            }
        }
    }

    /// The answer to a request.
    public JsonNode answer(int id) throws InterruptedException {
        return await(node -> node.path("id").asInt(-1) == id && !node.has("method"));
    }

    public JsonNode heard(String method) throws InterruptedException {
        return await(node -> node.path("method").asText().equals(method));
    }

    public JsonNode next() throws InterruptedException {
        var next = heard.poll(Patience.SECONDS, TimeUnit.SECONDS);
        if (next == null || next.has("end")) {
            throw new AssertionError(next == null ? "nothing more came" : "the server has ended");
        }
        return next;
    }

    public LinePeer initialized() throws IOException, InterruptedException {
        request(
                0,
                "initialize",
                "{\"protocolVersion\":\"2025-06-18\",\"capabilities\":{},\"clientInfo\":{\"name\":\"peer\",\"version\":\"1\"}}");
        answer(0);
        notify("notifications/initialized", "{}");
        return this;
    }

    public JsonNode call(int id, String tool, String arguments)
            throws IOException, InterruptedException {
        request(id, "tools/call", "{\"name\":\"%s\",\"arguments\":%s}".formatted(tool, arguments));
        return answer(id);
    }

    public void endInput() throws IOException {
        out.close();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
