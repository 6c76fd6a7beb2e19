package batos.faces.mcp.guests;

import batos.config.McpSettings;
import batos.json.Json;
import batos.toolbox.GuestOffer;
import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.McpHttpClientTransportAuthorizationException;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/// A server that is connected. One call at a time; all methods block, and an interrupt ends them.
final class GuestConnection implements AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_./-]{1,64}");
    private static final int MOST_TOOLS = 500;
    private static final Duration START = Duration.ofSeconds(60);

    private final McpSettings.Server server;
    private final McpJsonMapper mapper = McpJsonDefaults.getMapper();
    private final CallIds transport;
    private final @Nullable ProcessTransport process;
    private final McpAsyncClient client;

    /// A server that cannot go on; the message says why.
    static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;
        private final boolean silent;

        Fault(String message, boolean silent) {
            super(message);
            this.silent = silent;
        }

        /// Whether it did not answer in time.
        boolean isSilent() {
            return silent;
        }
    }

    /// @param stderr hears what the server's process says beside the protocol
    /// @throws Fault when its address is none, or nothing may be sent there
    GuestConnection(McpSettings.Server server, Environment environment, Consumer<String> stderr)
            throws Fault {
        this.server = server;
        if (server.url().isEmpty()) {
            process =
                    new ProcessTransport(
                            mapper, server.command(), environment.of(server.environment()), stderr);
            transport = new CallIds(process);
        } else {
            process = null;
            transport = new CallIds(GuestAddress.of(server).transport(environment));
        }
        client =
                McpClient.async(transport)
                        .clientInfo(McpSchema.Implementation.builder("batos", "4").build())
                        .requestTimeout(server.timeout().plusSeconds(60))
                        .initializationTimeout(START)
                        .build();
    }

    boolean isAlive() {
        return !gone().isDone();
    }

    /// The reason why the server is gone or gets nothing any more, once it is so.
    private CompletableFuture<String> gone() {
        return process == null ? transport.flooded() : process.gone();
    }

    void connect() throws Fault, InterruptedException {
        await(client.initialize(), START);
    }

    /// The server's present offer. Leaves out tools whose names could not be typed.
    GuestOffer offer() throws Fault, InterruptedException {
        var items = new ArrayList<GuestOffer.Item>();
        @Nullable String cursor = null;
        do {
            var page =
                    await(
                            cursor == null ? client.listTools(null) : client.listTools(cursor),
                            server.timeout());
            for (var tool : page.tools()) {
                if (NAME.matcher(tool.name()).matches() && items.size() < MOST_TOOLS) {
                    items.add(
                            new GuestOffer.Item(
                                    tool.name(),
                                    tool.description() == null ? "" : tool.description(),
                                    schema(tool)));
                }
            }
            cursor = page.nextCursor();
        } while (cursor != null && !cursor.isEmpty() && items.size() < MOST_TOOLS);
        var info = client.getServerInfo();
        return new GuestOffer(
                server.name(),
                GuestServers.launch(server),
                info == null ? "" : info.name() + " " + info.version(),
                items);
    }

    private static String schema(McpSchema.Tool tool) {
        return tool.inputSchema() == null
                ? "{\"type\":\"object\"}"
                : Json.write(tool.inputSchema());
    }

    /// @param arguments a JSON object as text
    CallToolResult call(String tool, String arguments) throws Fault, InterruptedException {
        var request = McpSchema.CallToolRequest.builder(tool).arguments(mapper, arguments).build();
        try {
            return await(client.callTool(request), server.timeout());
        } catch (InterruptedException e) {
            transport.cancel("the call was interrupted");
            throw e;
        } catch (Fault e) {
            if (e.isSilent()) {
                transport.cancel("the call took too long");
            }
            throw e;
        }
    }

    private <T> T await(Mono<T> answer, Duration patience) throws Fault, InterruptedException {
        var asked = answer.toFuture();
        var gone = gone();
        try {
            CompletableFuture.anyOf(asked, gone).get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (asked.isDone()) {
                return asked.get();
            }
            throw new Fault(gone.join(), /* silent= */ false);
        } catch (TimeoutException e) {
            throw new Fault("%,d s without an answer".formatted(patience.toSeconds()), true);
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            throw new Fault(gone.getNow(told(cause)), /* silent= */ false);
        } finally {
            asked.cancel(true);
        }
    }

    /// The reason at the bottom of a failure; what lies on top of it tells only that it failed.
    private String told(Throwable failure) {
        var bottom = failure;
        var unreachable = false;
        for (var next = failure; next != null; next = next.getCause()) {
            if (next instanceof McpHttpClientTransportAuthorizationException refusal) {
                return refused(refusal.getResponseInfo().statusCode());
            }
            unreachable = unreachable || next instanceof ConnectException;
            bottom = next;
        }
        if (unreachable) {
            return "nobody answers at " + server.url();
        }
        return bottom.getMessage() == null ? bottom.toString() : bottom.getMessage();
    }

    private String refused(int status) {
        return server.environment().isEmpty()
                ? "it wants a key (status %d). Next: name the variable that holds it in mcp.servers.%s.env"
                        .formatted(status, server.name())
                : "it refuses the key (status %d). Next: look whether batos was started with the right value in %s"
                        .formatted(status, String.join(", ", server.environment()));
    }

    @Override
    public void close() {
        if (process != null) {
            process.leave("it was ended");
        }
        client.close();
    }
}
