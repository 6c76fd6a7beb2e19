package batos.faces.mcp;

import batos.app.DeedQueue;
import batos.app.Services;
import batos.faces.http.HttpFace;
import io.javalin.config.JavalinConfig;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpAsyncServer;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import java.time.Duration;
import org.eclipse.jetty.servlet.ServletHolder;

/// The house as an MCP server by streamable HTTP, for clients that hold the key of `batos serve`.
public final class McpHttpFace implements HttpFace {
    private static final String PATH = "/mcp";

    private final LiveOffer offer;
    private final McpAsyncServer server;
    private final HttpCalls calls;

    public McpHttpFace(Services house, DeedQueue deeds) {
        offer = new LiveOffer(house, deeds);
        var transport =
                HttpServletStreamableServerTransportProvider.builder()
                        .jsonMapper(McpJsonDefaults.getMapper())
                        .mcpEndpoint(PATH)
                        .maxRequestSize(StreamClients.LONGEST_MESSAGE)
                        .sessionSweepInterval(Duration.ofMinutes(30))
                        .build();
        calls = new HttpCalls(transport);
        server = offer.on(McpServer.async(new HttpClients(transport, offer.lanes(), calls)));
    }

    @Override
    public String offer() {
        return PATH + " MCP";
    }

    @Override
    public void mount(JavalinConfig config) {
        config.jetty.modifyServletContextHandler(context -> {
            var holder = new ServletHolder(calls);
            holder.setAsyncSupported(true);
            context.addServlet(holder, PATH);
        });
    }

    @Override
    public void close() {
        server.closeGracefully().block();
        offer.close();
        calls.close();
    }
}
