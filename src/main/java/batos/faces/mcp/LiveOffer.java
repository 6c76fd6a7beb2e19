package batos.faces.mcp;

import batos.app.DeedQueue;
import batos.app.Services;
import batos.nerve.Pulse;
import batos.nerve.PulseKind;
import batos.nerve.Pulses;
import io.modelcontextprotocol.server.McpAsyncServer;
import io.modelcontextprotocol.server.McpServer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/// The offer of a house, looked at again after each commit, and the calls that clients make of it.
/// Safe for use by any thread.
final class LiveOffer implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger("batos.faces");

    private final CallLanes lanes = new CallLanes();
    private final Offer offer;
    private final Pulses.Listening listening;
    private final AtomicBoolean changed = new AtomicBoolean();
    private final ExecutorService looking =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().daemon().name("mcp offer").factory());

    LiveOffer(Services house, DeedQueue deeds) {
        offer = new Offer(house, new HouseCalls(house, deeds), lanes);
        listening = house.pulses().listen(this::heard);
    }

    CallLanes lanes() {
        return lanes;
    }

    /// Puts the offer on a transport.
    McpAsyncServer on(McpServer.AsyncSpecification<?> transport) {
        return offer.serve(transport);
    }

    /// Called by threads that commit, so that the look is left to another one.
    private void heard(Pulse pulse) {
        var matters =
                pulse.kind() == PulseKind.Image.COMMIT
                        || pulse.kind() == PulseKind.Governance.SETTINGS_RELOADED;
        if (matters && changed.compareAndSet(false, true)) {
            try {
                looking.execute(this::look);
            } catch (RejectedExecutionException e) {
                // The face closes.
            }
        }
    }

    /// Tells the clients the changes, before this returns.
    void look() {
        changed.set(false);
        try {
            offer.look();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "mcp: the offer cannot be read", e);
        }
    }

    @Override
    public void close() {
        listening.close();
        looking.shutdownNow();
        lanes.close();
    }
}
