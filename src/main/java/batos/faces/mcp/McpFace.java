package batos.faces.mcp;

import batos.app.DeedQueue;
import batos.app.ProtocolFace;
import batos.app.Services;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpAsyncServer;
import io.modelcontextprotocol.server.McpServer;
import java.io.InputStream;
import java.io.OutputStream;

/// The house as an MCP server for whoever is connected by a stream of lines. Safe for use by any
/// thread.
public final class McpFace implements ProtocolFace {
    private final LiveOffer offer;
    private final StreamClients clients;
    private final McpAsyncServer server;

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
    public void close() {
        server.closeGracefully().block();
        offer.close();
    }
}
