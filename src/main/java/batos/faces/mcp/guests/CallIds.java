package batos.faces.mcp.guests;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// A transport that remembers the id of the latest call of a tool: the SDK's client keeps it to
/// itself, and a cancellation names it. It counts what the server says unasked: one that does not
/// stop is heard no more.
final class CallIds implements McpClientTransport {
    /// Messages of the server between two of this house.
    static final long MOST_MESSAGES = 10_000;

    private final McpClientTransport transport;
    private final CompletableFuture<String> flooded = new CompletableFuture<>();
    private final AtomicLong messages = new AtomicLong();
    private volatile @Nullable Object latest;

    CallIds(McpClientTransport transport) {
        this.transport = transport;
    }

    /// Completes with the reason when the server floods this house.
    CompletableFuture<String> flooded() {
        return flooded;
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
        return transport.connect(message ->
                messages.incrementAndGet() > MOST_MESSAGES
                        ? flooding(message)
                        : handler.apply(message));
    }

    private Mono<McpSchema.JSONRPCMessage> flooding(Mono<McpSchema.JSONRPCMessage> message) {
        flooded.complete("it floods this house with messages");
        return message.then(Mono.empty());
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
        messages.set(0);
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
