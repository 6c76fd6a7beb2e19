package batos.faces.mcp;

import batos.app.DeedQueue;
import batos.app.ProtocolFace;
import batos.app.Services;
import batos.nerve.Pulse;
import batos.nerve.Pulses;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpAsyncServer;
import io.modelcontextprotocol.server.McpServer;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/// The house as an MCP server: one offer, and whoever is connected by a stream of lines. Safe for
/// use by any thread.
public final class McpFace implements ProtocolFace {
    private static final System.Logger LOG = System.getLogger("batos.faces");

    private final CallLanes lanes = new CallLanes();
    private final StreamClients clients;
    private final McpAsyncServer server;
    private final Offer offer;
    private final Pulses.Listening listening;
    private final AtomicBoolean changed = new AtomicBoolean();
    private final ExecutorService looking =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("mcp offer").factory());

    public McpFace(Services house, DeedQueue deeds) {
        offer = new Offer(house, new HouseCalls(house, deeds), lanes);
        clients = new StreamClients(McpJsonDefaults.getMapper(), lanes);
        server = offer.serve(McpServer.async(clients));
        listening = house.pulses().listen(this::heard);
    }

    /// Called by threads that commit, so that the look is left to another one.
    private void heard(Pulse pulse) {
        var matters = pulse.kind().equals("commit") || pulse.kind().equals("settings.reloaded");
        if (matters && changed.compareAndSet(false, true)) {
            try {
                looking.execute(this::look);
            } catch (RejectedExecutionException e) {
                // The face closes.
            }
        }
    }

    private void look() {
        changed.set(false);
        try {
            offer.look();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "mcp: the offer cannot be read", e);
        }
    }

    @Override
    public void serve(InputStream in, OutputStream out) {
        clients.serve(in, out);
    }

    @Override
    public void close() {
        listening.close();
        looking.shutdownNow();
        server.closeGracefully().block();
        lanes.close();
    }
}
