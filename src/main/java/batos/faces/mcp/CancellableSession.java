package batos.faces.mcp;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.modelcontextprotocol.spec.McpStreamableServerTransport;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

/// A session of the HTTP transport that obeys `notifications/cancelled`, which the SDK's own does
/// not hear. Everything else is left to the SDK's.
final class CancellableSession extends McpStreamableServerSession {
    /// A client that has left is noticed when it can be sent nothing more.
    private static final Duration SIGN_OF_LIFE = Duration.ofSeconds(5);

    private final McpStreamableServerSession session;
    private final CallLanes lanes;
    private final Consumer<String> closed;
    private final Map<String, Sinks.Empty<Void>> running = new ConcurrentHashMap<>();

    /// @param closed hears this session's id at its end
    CancellableSession(
            McpStreamableServerSession session, CallLanes lanes, Consumer<String> closed) {
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
        this.closed = closed;
    }

    @Override
    public Mono<Void> responseStream(
            McpSchema.JSONRPCRequest request, McpStreamableServerTransport transport) {
        var key = StreamClient.key(request.id());
        Sinks.Empty<Void> cancelled = Sinks.empty();
        if (running.putIfAbsent(key, cancelled) != null) {
            return transport
                    .sendMessage(
                            McpSchema.JSONRPCResponse.error(
                                    request.id(),
                                    new McpSchema.JSONRPCResponse.JSONRPCError(
                                            McpSchema.ErrorCodes.INVALID_REQUEST,
                                            "a request with this id is still being answered",
                                            null)))
                    .then(transport.closeGracefully());
        }
        var answer = AbandonedCalls.answer();
        if (answer != null) {
            answer.whenEnded(cancelled::tryEmitEmpty);
        }
        var signs =
                Flux.interval(SIGN_OF_LIFE)
                        .flatMap(tick -> transport.sendMessage(StreamClient.stillRunning()))
                        .takeUntilOther(cancelled.asMono())
                        .subscribe();
        return session.responseStream(request, transport)
                .takeUntilOther(cancelled.asMono().then(Mono.defer(transport::closeGracefully)))
                .doFinally(signal -> {
                    signs.dispose();
                    running.remove(key);
                });
    }

    @Override
    public Mono<Void> accept(McpSchema.JSONRPCNotification notification) {
        if (notification.method().equals("notifications/cancelled")) {
            if (notification.params() instanceof Map<?, ?> params
                    && params.get("requestId") != null) {
                var call = running.get(StreamClient.key(params.get("requestId")));
                if (call != null) {
                    call.tryEmitEmpty();
                }
            }
            return Mono.empty();
        }
        return session.accept(notification);
    }

    private void cancelAll() {
        running.values().forEach(Sinks.Empty::tryEmitEmpty);
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
        return Mono.<Void>fromRunnable(this::cancelAll).then(session.delete());
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.<Void>fromRunnable(this::cancelAll).then(session.closeGracefully());
    }

    @Override
    public void close() {
        cancelAll();
        session.close();
    }
}
