package batos.faces.mcp;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/// The SDK's own client, connected to this house as any program would be, that remembers its view:
/// by it the Architect sees the view of others. One thread asks at a time.
final class InspectionClient implements AutoCloseable {
    private static final int PIPE = 1 << 16;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Semaphore changes = new Semaphore(0);
    private final McpAsyncClient client;
    private final Thread server;
    private Set<String> seen = new LinkedHashSet<>();
    private boolean connected;

    InspectionClient(StreamClients clients) {
        try {
            var toServer = new PipedOutputStream();
            var toClient = new PipedOutputStream();
            var serverIn = new PipedInputStream(toServer, PIPE);
            var clientIn = new PipedInputStream(toClient, PIPE);
            server =
                    Thread.ofPlatform()
                            .daemon()
                            .name("mcp self")
                            .start(() -> clients.serve(serverIn, toClient));
            client =
                    McpClient.async(new StreamTransport(clientIn, toServer))
                            .clientInfo(McpSchema.Implementation.builder("self", "1").build())
                            .requestTimeout(PATIENCE)
                            .toolsChangeConsumer(tools -> Mono.fromRunnable(changes::release))
                            .build();
        } catch (IOException e) {
            throw new UncheckedIOException("pipes within the process", e);
        }
    }

    /// The news since the last call, one line each.
    List<String> look() {
        var lines = new ArrayList<String>();
        if (!connected) {
            var greeting = client.initialize().block(PATIENCE);
            lines.add(
                    "a client is connected to this house by MCP "
                            + (greeting == null ? "?" : greeting.protocolVersion())
                            + " and sees:");
            seen = names();
            connected = true;
            seen.forEach(name -> lines.add("  " + name));
            return lines;
        }
        var now = names();
        if (now.equals(seen)) {
            lines.add("the client sees what it saw before");
            return lines;
        }
        lines.add(
                heard()
                        ? "the client was told that the list of tools has changed, and sees:"
                        : "the client was told nothing, asked again, and sees:");
        now.stream().filter(name -> !seen.contains(name)).forEach(name -> lines.add("  + " + name));
        seen.stream().filter(name -> !now.contains(name)).forEach(name -> lines.add("  - " + name));
        seen = now;
        return lines;
    }

    private Set<String> names() {
        var listed = client.listTools().block(PATIENCE);
        var names = new LinkedHashSet<String>();
        if (listed != null) {
            listed.tools().forEach(tool -> names.add(tool.name()));
        }
        return names;
    }

    private boolean heard() {
        try {
            var told = changes.tryAcquire(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            changes.drainPermits();
            return told;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        server.interrupt();
        client.close();
    }
}
