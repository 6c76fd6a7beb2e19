package batos.persona;

import batos.config.Settings;
import batos.image.Cause;
import batos.mind.Anatomy;
import batos.mind.Mind;
import batos.mind.ModelPlan;
import batos.mind.OllamaServer;
import batos.mind.Pin;
import batos.mind.Seat;
import batos.mind.Work;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// The models at hand, as commands and the language reach them.
public final class Models {
    private static final double GIGABYTE = 1e9;

    private final Seat seat;
    private final Pins pins;
    private final Supplier<Settings> settings;

    public Models(Seat seat, Pins pins, Supplier<Settings> settings) {
        this.seat = seat;
        this.pins = pins;
        this.settings = settings;
    }

    /// The mind of the house and who may take its place.
    public Seat seat() {
        return seat;
    }

    /// By persona.
    public Map<String, Pin> pins() {
        return pins.all();
    }

    /// What the server has; empty where there is no server.
    public List<Mind.Model> there() {
        return seat.get().models();
    }

    /// What is in the server's memory now.
    public List<OllamaServer.Resident> resident() {
        return seat.get().server().map(OllamaServer::resident).orElse(List.of());
    }

    /// The pinned tags that now mean another model than when they were pinned.
    public List<String> changed() {
        return swap().changedOnServer();
    }

    private Swap swap() {
        return new Swap(pins, seat, this::show);
    }

    private Optional<Anatomy> show(String tag) {
        return seat.get().server().flatMap(server -> server.show(tag));
    }

    public Swap.Outcome use(String persona, String tag, Cause cause) {
        return swap().use(persona, tag, cause);
    }

    public Swap.Outcome rollback(String persona, Cause cause) {
        return swap().rollback(persona, cause);
    }

    public ModelPlan plan() {
        var models = settings.get().models();
        return ModelPlan.of(
                pins.all(),
                there(),
                this::show,
                models.resident(),
                (long) (models.vramGb() * GIGABYTE));
    }

    /// Blocking; an interrupt ends it, and the next pull goes on from there.
    public Work pull(String tag, Work.Progress progress) {
        return seat.get()
                .server()
                .map(server -> server.pull(tag, progress))
                .orElseGet(() ->
                        new Work.Failed(
                                false,
                                "the %s mind has no server to pull %s to. Next: start Ollama, then batos --mind ollama"
                                        .formatted(seat.get().name(), tag)));
    }
}
