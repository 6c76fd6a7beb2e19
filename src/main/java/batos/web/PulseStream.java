package batos.web;

import batos.json.Json;
import batos.nerve.Build;
import batos.nerve.Link;
import batos.nerve.Position;
import batos.nerve.Pulses;
import io.javalin.http.sse.SseClient;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Pulses as Server-Sent Events. Each event's id is its position, so that a browser that comes back
/// goes on where it was; for pulses lost for good it gets an event `resync`, and the page asks
/// again for its parts. A browser that takes nothing blocks its own thread, and nobody else.
final class PulseStream implements AutoCloseable {
    private static final int BATCH = 256;
    private static final int MOST = 16;

    /// The data of an event without content: browsers drop one whose data is empty.
    private static final String BEAT = "beat";

    private final Pulses pulses;
    private final Set<SseClient> clients = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    PulseStream(Pulses pulses) {
        this.pulses = pulses;
    }

    void attach(SseClient client) {
        if (clients.size() >= MOST) {
            client.close();
            return;
        }
        client.keepAlive();
        clients.add(client);
        client.onClose(() -> clients.remove(client));
        // The header of a browser that comes back counts more than where its page began.
        var last =
                Optional.ofNullable(client.ctx().header("Last-Event-ID"))
                        .or(() -> Optional.ofNullable(client.ctx().queryParam("from")));
        var from = last.map(Position::of).orElse(pulses.now());
        client.sendEvent("at", "build " + Build.ID, from.toString());
        Thread.ofPlatform().daemon().name("page").start(() -> pump(client, from));
    }

    private void pump(SseClient client, Position from) {
        var at = from;
        try {
            while (!closed && !client.terminated()) {
                switch (pulses.await(at, BATCH, Link.BEAT)) {
                    case Pulses.Batch.Following(var following) -> {
                        for (var pulse : following) {
                            at = new Position(at.epoch(), pulse.seq());
                            var event =
                                    Json.object()
                                            .put("kind", pulse.kind().word())
                                            .put("text", pulse.text())
                                            .put("at", pulse.at().toEpochMilli());
                            client.sendEvent("pulse", event.toString(), at.toString());
                        }
                        if (following.isEmpty()) {
                            client.sendEvent("beat", BEAT, at.toString());
                        }
                    }
                    case Pulses.Batch.Resync(var snapshot) -> {
                        at = snapshot.at();
                        client.sendEvent("resync", BEAT, at.toString());
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            client.close();
        }
    }

    @Override
    public void close() {
        closed = true;
        clients.forEach(SseClient::close);
    }
}
