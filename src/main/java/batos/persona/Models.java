package batos.persona;

import batos.config.Settings;
import batos.image.Cause;
import batos.mind.Budget;
import batos.mind.CurrentMind;
import batos.mind.Mind;
import batos.mind.ModelDetails;
import batos.mind.ModelPlan;
import batos.mind.ModelRecipe;
import batos.mind.OllamaServer;
import batos.mind.Pin;
import batos.mind.ServerJob;
import batos.mind.SmallModelInstaller;
import batos.nerve.PulseKind;
import batos.nerve.PulseSink;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// The models at hand, as commands and the language reach them.
public final class Models {
    private static final double GIGABYTE = 1e9;

    private final CurrentMind seat;
    private final Pins pins;
    private final Budget budget;
    private final Supplier<Settings> settings;
    private final Function<Settings, SmallModelInstaller> installer;
    private final PulseSink pulse;
    private final Set<String> told = ConcurrentHashMap.newKeySet();

    /// @param pulse hears what happens
    public Models(
            CurrentMind seat,
            Pins pins,
            Budget budget,
            Supplier<Settings> settings,
            PulseSink pulse,
            Function<Settings, SmallModelInstaller> installer) {
        this.installer = installer;
        this.seat = seat;
        this.pins = pins;
        this.budget = budget;
        this.settings = settings;
        this.pulse = pulse;
    }

    /// Tokens spent since midnight of UTC, and how many may be.
    public Budget budget() {
        return budget;
    }

    /// Takes what only a server knows, digests and templates, into pins that lack it.
    public void know(Mind mind) {
        pins.know(mind.models(), tag -> mind.server().flatMap(server -> server.show(tag)));
    }

    /// The mind for a turn that begins, after a look whether the pinned models are still the same
    /// on the server. A change is reported once.
    public Mind attended() {
        var mind = seat.get();
        if (mind.server().isPresent()) {
            if (pins.all().values().stream().anyMatch(pin -> pin.digest().isEmpty())) {
                know(mind);
            }
            swap().strange().stream()
                    .filter(told::add)
                    .forEach(strange -> pulse.emit(PulseKind.Model.CHANGED, strange));
        }
        return mind;
    }

    /// The mind of the house and who may take its place.
    public CurrentMind seat() {
        return seat;
    }

    /// By persona.
    public Map<String, Pin> pins() {
        return pins.all();
    }

    /// The pin that a rollback of the persona leads to.
    public Optional<Pin> earlier(String persona) {
        return pins.earlier(persona);
    }

    /// The models of the server; empty where there is no server.
    public List<Mind.Model> there() {
        return seat.get().models();
    }

    /// The models in the server's memory now.
    public List<OllamaServer.Resident> resident() {
        return seat.get().server().map(OllamaServer::resident).orElse(List.of());
    }

    /// The pinned tags that now mean another model than when they were pinned.
    public List<String> changed() {
        return swap().changedOnServer();
    }

    private ModelSwap swap() {
        return new ModelSwap(pins, seat, this::show);
    }

    private Optional<ModelDetails> show(String tag) {
        return seat.get().server().flatMap(server -> server.show(tag));
    }

    public ModelSwap.Outcome use(String persona, String tag, Cause cause) {
        return swap().use(persona, tag, cause);
    }

    public ModelSwap.Outcome rollback(String persona, Cause cause) {
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

    /// Bytes that [#install] would fetch.
    public long missing(SmallModelInstaller.Offer offer) {
        return installer.apply(settings.get()).missing(offer);
    }

    /// Fetches a small model for the local mind, see [SmallModelInstaller]. Blocking; an interrupt
    /// ends it.
    public ServerJob install(String name, ServerJob.Progress progress) {
        return installer.apply(settings.get()).install(name, progress);
    }

    /// Blocking; an interrupt ends it, and the next pull goes on from there.
    public ServerJob pull(String tag, ServerJob.Progress progress) {
        return seat.get()
                .server()
                .map(server -> server.pull(tag, progress))
                .orElseGet(() -> noServer("pull " + tag + " to"));
    }

    /// Makes a new model on the server. Blocking; an interrupt ends it, and files that are there
    /// already are not sent again.
    public ServerJob create(ModelRecipe recipe, ServerJob.Progress progress) {
        return seat.get()
                .server()
                .map(server -> server.create(recipe, progress))
                .orElseGet(() -> noServer("make " + recipe.tag() + " on"));
    }

    /// Deletes a model from the server, which nothing here undoes.
    public ServerJob delete(String tag) {
        return seat.get()
                .server()
                .map(server -> server.delete(tag))
                .orElseGet(() -> noServer("delete " + tag + " from"));
    }

    private ServerJob noServer(String what) {
        return new ServerJob.Failed(
                false,
                "the %s mind has no server to %s. Next: start Ollama, then batos --mind ollama"
                        .formatted(seat.get().name(), what));
    }
}
