package batos.faces.mcp;

import batos.app.DeedQueue;
import batos.app.ProtocolFace;
import batos.app.Services;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpAsyncServer;
import io.modelcontextprotocol.server.McpServer;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The house as an MCP server for whoever is connected by a stream of lines. Safe for use by any
/// thread.
public final class McpFace implements ProtocolFace {
    private final LiveOffer offer;
    private final StreamClients clients;
    private final McpAsyncServer server;
    private @Nullable InspectionClient self;

    public McpFace(Services house, DeedQueue deeds) {
        offer = new LiveOffer(house, deeds);
        clients = new StreamClients(McpJsonDefaults.getMapper(), offer.lanes());
        server = offer.on(McpServer.async(clients));
    }

    @Override
    public void serve(InputStream in, OutputStream out) {
        clients.serve(in, out);
    }

    @Override
    public synchronized List<String> self() {
        offer.look();
        if (self == null) {
            self = new InspectionClient(clients);
        }
        return self.look();
    }

    @Override
    public synchronized void close() {
        if (self != null) {
            self.close();
        }
        server.closeGracefully().block();
        offer.close();
    }
}
