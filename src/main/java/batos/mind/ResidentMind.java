package batos.mind;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/// A mind whose models share a small memory: calls are grouped by model, and a model that must make
/// room is unloaded first.
public final class ResidentMind extends ForwardingMind {
    private final OllamaServer server;
    private final ModelScheduler rota;
    private final int places;
    private final Duration patience;
    private volatile String latest = "";

    /// @param server the server that unloads models and lists the loaded ones
    /// @param places how many models are in memory at once
    /// @param patience how long a call waits for its model's turn
    public ResidentMind(Mind inner, OllamaServer server, int places, Duration patience) {
        super(inner);
        this.server = server;
        this.rota = new ModelScheduler(places);
        this.places = places;
        this.patience = patience;
    }

    @Override
    public Reply think(Prompt prompt, Consumer<String> heard) {
        var model = prompt.pin().tag();
        try {
            activity().is(new MindActivity.State.Queued(model, System.nanoTime()));
            var turn = rota.begin(model, patience);
            if (!turn.granted()) {
                activity().is(new MindActivity.State.Idle());
                return new Reply.Failed(
                        true,
                        "%s waited %d s for its turn while other models were busy. Next: /models plan"
                                .formatted(model, patience.toSeconds()));
            }
            try {
                turn.evict().ifPresent(other -> makeRoom(model));
                if (!ModelTag.same(latest, model)) {
                    activity().weights(found(model));
                    latest = model;
                }
                return mind.think(prompt, heard);
            } finally {
                rota.end(model);
            }
        } catch (InterruptedException e) {
            activity().is(new MindActivity.State.Idle());
            Thread.currentThread().interrupt();
            return new Reply.Interrupted();
        }
    }

    private MindActivity.Weights found(String model) {
        return loaded().stream().anyMatch(one -> ModelTag.same(one, model))
                ? MindActivity.Weights.LOADED
                : MindActivity.Weights.ABSENT;
    }

    private List<String> loaded() {
        return server.resident().stream().map(OllamaServer.Resident::tag).toList();
    }

    /// Reads from the server which models are loaded: others use it too.
    private void makeRoom(String model) {
        var loaded = loaded();
        if (loaded.stream().noneMatch(one -> ModelTag.same(one, model))) {
            loaded.stream().limit(Math.max(0, loaded.size() - places + 1)).forEach(server::unload);
        }
    }

    @Override
    public void close() {
        mind.close();
        server.close();
    }
}
