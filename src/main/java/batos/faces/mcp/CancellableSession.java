package batos.faces.mcp;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/// A session of the HTTP transport that obeys `notifications/cancelled`, which the SDK's own does
/// not hear. Everything else is left to the SDK's.
final class CancellableSession extends McpStreamableServerSession {
    private final McpStreamableServerSession session;
    private final CallLanes lanes;
    private final HttpCalls calls;
    private final Consumer<String> closed;

    /// @param closed hears this session's id at its end
    CancellableSession(
            McpStreamableServerSession session,
            CallLanes lanes,
            HttpCalls calls,
            Consumer<String> closed) {
        super(
                session.getId(),
                McpSchema.ClientCapabilities.builder().build(),
                McpSchema.Implementation.builder("unknown", "0").build(),
                Duration.ofMinutes(5),
                Map.of(),
                Map.of(),
                Mono::empty);
        this.session = session;
        this.lanes = lanes;
        this.calls = calls;
        this.closed = closed;
    }

    @Override
    public Mono<Void> accept(McpSchema.JSONRPCNotification notification) {
        if (notification.method().equals("notifications/cancelled")) {
            if (notification.params() instanceof Map<?, ?> params
                    && params.get("requestId") != null) {
                calls.cancel(getId(), params.get("requestId"));
            }
            return Mono.empty();
        }
        return session.accept(notification);
    }

    private void leave() {
        calls.cancelAll(getId());
        lanes.leave(getId());
        closed.accept(getId());
    }

    @Override
    public Mono<Void> accept(McpSchema.JSONRPCResponse response) {
        return session.accept(response);
    }

    @Override
    public void setMinLoggingLevel(McpSchema.LoggingLevel level) {
        session.setMinLoggingLevel(level);
    }

    @Override
    public boolean isNotificationForLevelAllowed(McpSchema.LoggingLevel level) {
        return session.isNotificationForLevelAllowed(level);
    }

    @Override
    public <T> Mono<T> sendRequest(String method, Object params, TypeRef<T> type) {
        return session.sendRequest(method, params, type);
    }

    @Override
    public Mono<Void> sendNotification(String method, Object params) {
        return session.sendNotification(method, params);
    }

    @Override
    public boolean hasListeningStream() {
        return session.hasListeningStream();
    }

    @Override
    public boolean hasOpenStream() {
        return session.hasOpenStream();
    }

    @Override
    public McpStreamableServerSessionStream listeningStream(
            McpStreamableServerTransport transport) {
        return session.listeningStream(transport);
    }

    @Override
    public McpStreamableServerSessionStream responseStream(McpStreamableServerTransport transport) {
        return session.responseStream(transport);
    }

    @Override
    public void releaseListeningStream() {
        session.releaseListeningStream();
    }

    @Override
    public Flux<McpSchema.JSONRPCMessage> replay(Object lastEventId) {
        return session.replay(lastEventId);
    }

    @Override
    public Mono<Void> delete() {
        return Mono.<Void>fromRunnable(this::leave).then(session.delete());
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.<Void>fromRunnable(this::leave).then(session.closeGracefully());
    }

    @Override
    public void close() {
        leave();
        session.close();
    }
}
