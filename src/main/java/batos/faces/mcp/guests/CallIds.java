package batos.faces.mcp.guests;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;

import org.jspecify.annotations.Nullable;

import reactor.core.publisher.Mono;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/// A transport that remembers the id of the latest call of a tool: the SDK's client keeps it to
/// itself, and a cancellation names it.
final class CallIds implements McpClientTransport {
    private final McpClientTransport transport;
    private volatile @Nullable Object latest;

    CallIds(McpClientTransport transport) {
        this.transport = transport;
    }

    /// Tells the server that the latest call is not wanted any more.
    void cancel(String why) {
        var id = latest;
        if (id != null) {
            var params = new LinkedHashMap<String, Object>();
            params.put("requestId", id);
            params.put("reason", why);
            transport
                    .sendMessage(
                            new McpSchema.JSONRPCNotification("notifications/cancelled", params))
                    .subscribe(done -> {}, ignored -> {});
        }
    }

    @Override
    public Mono<Void> connect(
            Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>> handler) {
        return transport.connect(handler);
    }

    @Override
    public void setExceptionHandler(Consumer<Throwable> handler) {
        transport.setExceptionHandler(handler);
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
        if (message instanceof McpSchema.JSONRPCRequest request
                && request.method().equals(McpSchema.METHOD_TOOLS_CALL)) {
            latest = request.id();
        }
        return transport.sendMessage(message);
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return transport.unmarshalFrom(data, type);
    }

    @Override
    public List<String> protocolVersions() {
        return transport.protocolVersions();
    }

    @Override
    public Mono<Void> closeGracefully() {
        return transport.closeGracefully();
    }
}
