package batos.faces.mcp;

import batos.faces.lines.BoundedLines;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// The clients that are connected by streams of lines: the standard streams of this process, or of
/// processes that hand them on to it. Safe for use by any thread.
final class StreamClients implements McpServerTransportProvider {
    /// Bytes of one message of a client.
    static final int LONGEST_MESSAGE = 4 << 20;

    private static final int MOST = 64;

    static final List<String> VERSIONS =
            List.of(
                    ProtocolVersions.MCP_2024_11_05,
                    ProtocolVersions.MCP_2025_03_26,
                    ProtocolVersions.MCP_2025_06_18,
                    ProtocolVersions.MCP_2025_11_25);

    private final McpJsonMapper mapper;
    private final CallLanes lanes;
    private final Map<String, StreamClient> clients = new ConcurrentHashMap<>();
    private McpServerSession.@Nullable Factory sessions;

    StreamClients(McpJsonMapper mapper, CallLanes lanes) {
        this.mapper = mapper;
        this.lanes = lanes;
    }

    @Override
    public void setSessionFactory(McpServerSession.Factory factory) {
        sessions = factory;
    }

    /// See [batos.app.ProtocolFace#serve].
    void serve(InputStream in, OutputStream out) {
        var factory = sessions;
        if (factory == null || clients.size() >= MOST) {
            refuse(out);
            return;
        }
        var client = new StreamClient(mapper, factory, out);
        clients.put(client.id(), client);
        var interrupted = false;
        try {
            client.serve(new BoundedLines(in, LONGEST_MESSAGE));
        } catch (InterruptedException e) {
            interrupted = true;
        } finally {
            clients.remove(client.id());
            client.end();
            lanes.leave(client.id());
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void refuse(OutputStream out) {
        var line =
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":%d,\"message\":\"%d clients are connected already\"}}%n"
                        .formatted(CallLanes.BUSY, MOST);
        try {
            out.write(line.getBytes(StandardCharsets.UTF_8));
            out.flush();
        } catch (IOException e) {
            // It has left already.
        }
    }

    @Override
    public Mono<Void> notifyClients(String method, @Nullable Object params) {
        return Mono.fromRunnable(() ->
                clients.values().stream()
                        .filter(StreamClient::isReady)
                        .forEach(client -> notify(client, method, params)));
    }

    @Override
    public Mono<Void> notifyClient(String id, String method, @Nullable Object params) {
        return Mono.fromRunnable(() -> {
            var client = clients.get(id);
            if (client != null) {
                notify(client, method, params);
            }
        });
    }

    private static void notify(StreamClient client, String method, @Nullable Object params) {
        client.session().sendNotification(method, params).subscribe(done -> {}, ignored -> {});
    }

    @Override
    public List<String> protocolVersions() {
        return VERSIONS;
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(() -> clients.values().forEach(StreamClient::end));
    }
}
