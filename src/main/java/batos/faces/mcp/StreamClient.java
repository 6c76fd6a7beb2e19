package batos.faces.mcp;

import batos.faces.lines.BoundedLines;
import batos.faces.lines.OutgoingLines;
import batos.faces.mcp.IncomingMessage.Cancelled;
import batos.faces.mcp.IncomingMessage.Faulty;
import batos.faces.mcp.IncomingMessage.Other;
import batos.faces.mcp.IncomingMessage.Request;
import batos.json.Json;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.publisher.Mono;

/// One client on a stream of lines: the thread that reads dispatches its messages, and
/// [OutgoingLines] sends those to it.
///
/// When its input ends, its requests are still answered: a script may write them and close the
/// pipe. Meanwhile it gets a sign of life every other second, which shows one that has left
/// altogether.
final class StreamClient implements McpServerTransport {
    private static final System.Logger LOG = System.getLogger("batos.faces.mcp");
    private static final String INITIALIZED = "notifications/initialized";

    private enum Stage {
        NEW,
        INTRODUCED,
        READY
    }

    private final McpJsonMapper mapper;
    private final McpServerSession session;
    private final OutgoingLines outgoing;
    private final Map<String, Disposable> running = new ConcurrentHashMap<>();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean inputEnded;
    private volatile Stage stage = Stage.NEW;

    StreamClient(McpJsonMapper mapper, McpServerSession.Factory sessions, OutputStream out) {
        this.mapper = mapper;
        this.outgoing = new OutgoingLines(out, ended::countDown);
        this.session = sessions.create(this);
    }

    String id() {
        return session.getId();
    }

    boolean isReady() {
        return stage == Stage.READY;
    }

    McpServerSession session() {
        return session;
    }

    /// Blocks until the client has left or is answered, or this thread is interrupted; then none of
    /// its requests runs any more, except for those that `lanes` holds.
    ///
    /// @throws InterruptedException when this thread is interrupted
    void serve(BoundedLines lines) throws InterruptedException {
        Thread.ofPlatform().daemon().name("mcp input").start(() -> read(lines));
        while (!ended.await(2, TimeUnit.SECONDS)) {
            if (inputEnded) {
                outgoing.add(write(stillRunning()));
            }
        }
    }

    /// Cancels running requests and waits for lines on their way out.
    void end() {
        ended.countDown();
        running.values().forEach(Disposable::dispose);
        session.close();
        outgoing.finish();
    }

    private void read(BoundedLines lines) {
        try {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                switch (line.get()) {
                    case BoundedLines.Line.TooLong(var bytes) ->
                            outgoing.add(
                                    new Faulty(
                                                    Json.object().nullNode(),
                                                    McpSchema.ErrorCodes.INVALID_REQUEST,
                                                    "a message of %,d bytes; the longest is %,d"
                                                            .formatted(
                                                                    bytes,
                                                                    StreamClients.LONGEST_MESSAGE))
                                            .answer());
                    case BoundedLines.Line.Whole(var text) -> {
                        if (!text.isEmpty()) {
                            takeAny(text);
                        }
                    }
                }
            }
        } catch (IOException e) {
            // It has left.
        }
        inputEnded = true;
        endIfDone();
    }

    /// Whatever one message does to us, the next is read: a client waits for its answer.
    private void takeAny(String text) {
        try {
            take(IncomingMessage.read(text, mapper));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "an MCP message failed", e);
            outgoing.add(
                    new Faulty(
                                    IncomingMessage.id(text),
                                    McpSchema.ErrorCodes.INTERNAL_ERROR,
                                    "this message cannot be taken: " + e)
                            .answer());
        }
    }

    private void take(IncomingMessage message) {
        switch (message) {
            case Faulty faulty -> outgoing.add(faulty.answer());
            case Cancelled(var id) -> {
                var call = running.get(key(id));
                if (call != null) {
                    call.dispose();
                }
            }
            case Other(var other) -> {
                if (other instanceof McpSchema.JSONRPCNotification notification
                        && notification.method().equals(INITIALIZED)) {
                    initialized();
                } else if (stage == Stage.READY) {
                    session.handle(other).subscribe(done -> {}, ignored -> {});
                }
            }
            case Request(var request) -> take(request);
        }
    }

    private void take(McpSchema.JSONRPCRequest request) {
        if (request.method().equals("ping")) {
            outgoing.add(
                    write(
                            McpSchema.JSONRPCResponse.result(
                                    request.id(), Map.<String, Object>of())));
            return;
        }
        if (request.method().equals("initialize")) {
            stage = Stage.INTRODUCED;
        } else if (stage == Stage.NEW) {
            refuse(request, "the first request must be initialize");
            return;
        } else {
            initialized();
        }
        var call = Disposables.swap();
        if (running.putIfAbsent(key(request.id()), call) != null) {
            refuse(request, "a request with this id is still being answered");
            return;
        }
        call.update(
                session.handle(request)
                        .doFinally(signal -> {
                            running.remove(key(request.id()));
                            endIfDone();
                        })
                        .subscribe(done -> {}, ignored -> {}));
    }

    /// Also for a client that forgets to say so before it goes on.
    private void initialized() {
        if (stage == Stage.INTRODUCED) {
            stage = Stage.READY;
            session.handle(new McpSchema.JSONRPCNotification(INITIALIZED, null))
                    .subscribe(done -> {}, ignored -> {});
        }
    }

    private void refuse(McpSchema.JSONRPCRequest request, String why) {
        outgoing.add(
                write(
                        McpSchema.JSONRPCResponse.error(
                                request.id(),
                                new McpSchema.JSONRPCResponse.JSONRPCError(
                                        McpSchema.ErrorCodes.INVALID_REQUEST, why, null))));
    }

    /// A sign of life for a client that waits.
    static McpSchema.JSONRPCNotification stillRunning() {
        var params = new LinkedHashMap<String, Object>();
        params.put("level", "debug");
        params.put("logger", "batos");
        params.put("data", "the call is still running");
        return new McpSchema.JSONRPCNotification("notifications/message", params);
    }

    private void endIfDone() {
        if (inputEnded && running.isEmpty()) {
            ended.countDown();
        }
    }

    static String key(Object id) {
        return id instanceof Number number ? "#" + number.longValue() : "'" + id;
    }

    private String write(McpSchema.JSONRPCMessage message) {
        try {
            return mapper.writeValueAsString(message);
        } catch (IOException e) {
            throw new IllegalStateException("mcp: an answer cannot be written as JSON", e);
        }
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
        return Mono.fromRunnable(() -> outgoing.add(write(message)));
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return mapper.convertValue(data, type);
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(ended::countDown);
    }
}
