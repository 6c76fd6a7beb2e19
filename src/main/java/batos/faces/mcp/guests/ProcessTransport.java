package batos.faces.mcp.guests;

import batos.faces.lines.BoundedLines;
import batos.faces.lines.OutgoingLines;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// A server as a child process that speaks MCP on its standard streams. A breach of the protocol (a
/// crash, a line that is no message, a flood) ends the process and completes [#gone] with the
/// reason.
final class ProcessTransport implements McpClientTransport {
    /// Bytes of one message.
    static final int LONGEST_MESSAGE = 8 << 20;

    /// Bytes between two requests of this house.
    private static final long MOST_BYTES = 64L << 20;

    private static final long PATIENCE_MS = 2_000;

    private final McpJsonMapper mapper;
    private final List<String> command;
    private final Map<String, String> environment;
    private final Consumer<String> heardOnStderr;
    private final CompletableFuture<String> gone = new CompletableFuture<>();
    private final AtomicLong messages = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private @Nullable Process process;
    private @Nullable OutgoingLines outgoing;

    ProcessTransport(
            McpJsonMapper mapper,
            List<String> command,
            Map<String, String> environment,
            Consumer<String> heardOnStderr) {
        this.mapper = mapper;
        this.command = List.copyOf(command);
        this.environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        this.heardOnStderr = heardOnStderr;
    }

    /// The reason why the server is gone, once it is.
    CompletableFuture<String> gone() {
        return gone;
    }

    @Override
    public Mono<Void> connect(
            Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>> handler) {
        return Mono.fromRunnable(() -> start(handler));
    }

    private synchronized void start(
            Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>> handler) {
        try {
            var builder = new ProcessBuilder(command);
            builder.environment().clear();
            builder.environment().putAll(environment);
            var started = builder.start();
            process = started;
            outgoing =
                    new OutgoingLines(
                            started.getOutputStream(), () -> leave("it reads its input no more"));
            var reader = Thread.ofPlatform().daemon().name("mcp guest");
            reader.start(() -> read(started, handler));
            Thread.ofPlatform().daemon().name("mcp guest errors").start(() -> drain(started));
        } catch (IOException e) {
            leave("it cannot be started: " + e.getMessage());
        }
    }

    private void read(
            Process from,
            Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>> handler) {
        try {
            var lines = new BoundedLines(from.getInputStream(), LONGEST_MESSAGE);
            for (var line = lines.next(); line.isPresent() && !gone.isDone(); line = lines.next()) {
                switch (line.get()) {
                    case BoundedLines.Line.TooLong(var length) ->
                            leave("it sent a message of %,d bytes".formatted(length));
                    case BoundedLines.Line.Whole(var text) -> take(text, handler);
                }
            }
        } catch (IOException e) {
            // It has ended, or is being ended.
        }
        leave(ended(from));
    }

    private static String ended(Process process) {
        try {
            return process.waitFor(PATIENCE_MS, TimeUnit.MILLISECONDS)
                    ? "it ended with exit code " + process.exitValue()
                    : "it closed its standard output";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "it ended";
        }
    }

    private void take(
            String text,
            Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>> handler) {
        if (text.isEmpty()) {
            return;
        }
        if (messages.incrementAndGet() > CallIds.MOST_MESSAGES
                || bytes.addAndGet(text.length()) > MOST_BYTES) {
            leave("it floods its standard output");
            return;
        }
        McpSchema.JSONRPCMessage message;
        try {
            message = McpSchema.deserializeJsonRpcMessage(mapper, text);
        } catch (IOException | RuntimeException e) {
            leave(
                    "it printed on standard output what is no protocol: "
                            + text.substring(0, Math.min(text.length(), 120)));
            return;
        }
        handler.apply(Mono.just(message)).subscribe(done -> {}, ignored -> {});
    }

    private void drain(Process from) {
        try {
            var lines = new BoundedLines(from.getErrorStream(), 1 << 16);
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                if (line.get() instanceof BoundedLines.Line.Whole(var text) && !text.isEmpty()) {
                    heardOnStderr.accept(text);
                }
            }
        } catch (IOException e) {
            // It has ended.
        }
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
        return Mono.fromCallable(() -> mapper.writeValueAsString(message)).flatMap(this::send);
    }

    private synchronized Mono<Void> send(String line) {
        var to = outgoing;
        if (to == null || gone.isDone()) {
            return Mono.error(new IOException(gone.getNow("it is not running")));
        }
        messages.set(0);
        bytes.set(0);
        to.add(line);
        return Mono.empty();
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return mapper.convertValue(data, type);
    }

    /// Ends the process and all that it started.
    void leave(String why) {
        gone.complete(why);
        Process running;
        synchronized (this) {
            running = process;
        }
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
        }
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(() -> leave("it was ended"));
    }
}
