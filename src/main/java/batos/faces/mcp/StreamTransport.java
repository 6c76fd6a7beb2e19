package batos.faces.mcp;

import batos.faces.lines.BoundedLines;
import batos.faces.lines.OutgoingLines;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/// The client's end of a stream of lines, for the SDK's client within this process.
final class StreamTransport implements McpClientTransport {
    private final McpJsonMapper mapper = McpJsonDefaults.getMapper();
    private final InputStream in;
    private final OutgoingLines outgoing;

    StreamTransport(InputStream in, OutputStream out) {
        this.in = in;
        this.outgoing = new OutgoingLines(out, () -> {});
    }

    @Override
    public Mono<Void> connect(
            Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>> handler) {
        return Mono.fromRunnable(
                () -> Thread.ofPlatform().daemon().name("mcp client").start(() -> read(handler)));
    }

    private void read(
            Function<Mono<McpSchema.JSONRPCMessage>, Mono<McpSchema.JSONRPCMessage>> handler) {
        try {
            var lines = new BoundedLines(in, StreamClients.LONGEST_MESSAGE);
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                if (line.get() instanceof BoundedLines.Line.Whole(var text)) {
                    var message = McpSchema.deserializeJsonRpcMessage(mapper, text);
                    handler.apply(Mono.just(message)).subscribe(done -> {}, ignored -> {});
                }
            }
        } catch (IOException e) {
            // The server has ended.
        }
    }

    @Override
    public Mono<Void> sendMessage(McpSchema.JSONRPCMessage message) {
        return Mono.fromCallable(() -> mapper.writeValueAsString(message))
                .doOnNext(outgoing::add)
                .then();
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return mapper.convertValue(data, type);
    }

    @Override
    public List<String> protocolVersions() {
        return StreamClients.VERSIONS;
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(outgoing::finish);
    }
}
