package batos.persona;

import batos.image.Cause;
import batos.mind.Mind;
import batos.mind.ModelDetails;
import batos.mind.ModelTag;
import batos.mind.Pin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;

/// Gives a persona another model, after a look at what the server has.
public final class ModelSwap {
    private static final String LOCAL = "local";

    private final Pins pins;
    private final Supplier<Mind> mind;
    private final Function<String, Optional<ModelDetails>> shown;

    /// @param shown the server's details of a model; empty where it gives none
    public ModelSwap(
            Pins pins, Supplier<Mind> mind, Function<String, Optional<ModelDetails>> shown) {
        this.pins = pins;
        this.mind = mind;
        this.shown = shown;
    }

    public sealed interface Outcome {
        /// @param note a remark about it, or empty
        record Swapped(Pins.Swapped swapped, String note) implements Outcome {}

        /// @param there the tags that the server has
        record NotThere(String tag, List<String> there) implements Outcome {}
    }

    /// @param tag the model; any is taken, with a word, where the mind has no list of models
    public Outcome use(String persona, String tag, Cause cause) {
        var models = mind.get().models();
        var full = models.stream().filter(model -> ModelTag.same(model.tag(), tag)).findFirst();
        var local = mind.get().name().equals(LOCAL);
        var listed = local || !models.isEmpty();
        if (full.isEmpty() && listed && !(local && isFile(tag))) {
            return new Outcome.NotThere(tag, models.stream().map(Mind.Model::tag).toList());
        }
        var anatomy = full.flatMap(model -> shown.apply(model.tag()));
        var present = pins.inForce(persona);
        var next =
                new Pin(
                        full.map(Mind.Model::tag).orElse(tag),
                        full.map(Mind.Model::digest).orElse(""),
                        present.context(),
                        present.sampling(),
                        anatomy.map(ModelDetails::template).orElse(""));
        return new Outcome.Swapped(
                pins.swap(persona, next, cause), listed ? note(next, anatomy) : unseen(tag));
    }

    /// The local mind also takes the path of a file.
    private static boolean isFile(String tag) {
        return tag.endsWith(".gguf") && Files.isRegularFile(Path.of(tag));
    }

    private String unseen(String tag) {
        return "whether there is a %s was not looked at: the %s mind has no list of models. Next, with Ollama: /models mind ollama, then /models pull %s"
                .formatted(tag, mind.get().name(), tag);
    }

    private static String note(Pin pin, Optional<ModelDetails> anatomy) {
        return anatomy.filter(known -> !known.tools())
                .map(known -> pin.tag() + " does not say that it can call tools")
                .or(() ->
                        anatomy.filter(known ->
                                        known.context() > 0 && known.context() < pin.context())
                                .map(known ->
                                        "%s was trained for %,d tokens and %,d are asked for"
                                                .formatted(
                                                        pin.tag(), known.context(), pin.context())))
                .orElse("");
    }

    public Outcome rollback(String persona, Cause cause) {
        return new Outcome.Swapped(pins.rollback(persona, cause), "");
    }

    /// The pinned models that the server lacks or has in another version, one line each. None where
    /// the server lists no models.
    List<String> strange() {
        var models = mind.get().models();
        var held = new TreeMap<String, List<String>>();
        var digests = new HashMap<String, String>();
        pins.all()
                .forEach((persona, pin) -> {
                    held.computeIfAbsent(pin.tag(), fresh -> new ArrayList<>()).add(persona);
                    digests.put(pin.tag(), pin.digest());
                });
        var lines = new ArrayList<String>();
        held.forEach((tag, personas) -> {
            var there =
                    models.stream().filter(model -> ModelTag.same(model.tag(), tag)).findFirst();
            var pinned = digests.getOrDefault(tag, "");
            if (there.isEmpty() && !models.isEmpty()) {
                lines.add(
                        "the server has no %s any more, the model of %s. Next: /models pull %s"
                                .formatted(tag, String.join(", ", personas), tag));
            } else if (there.isPresent()
                    && !pinned.isEmpty()
                    && !there.get().digest().equals(pinned)) {
                lines.add(
                        "%s is another model on the server than the one %s is pinned to (%s, was %s). Next: /models use %s %s"
                                .formatted(
                                        tag,
                                        String.join(", ", personas),
                                        brief(there.get().digest()),
                                        brief(pinned),
                                        personas.getFirst(),
                                        tag));
            }
        });
        return lines;
    }

    private static String brief(String digest) {
        return digest.substring(0, Math.min(12, digest.length()));
    }

    /// The models of the pins that the server now has under another digest.
    public List<String> changedOnServer() {
        var models = mind.get().models();
        return pins.all().values().stream()
                .filter(pin -> !pin.digest().isEmpty())
                .filter(pin ->
                        models.stream()
                                .anyMatch(model ->
                                        ModelTag.same(model.tag(), pin.tag())
                                                && !model.digest().equals(pin.digest())))
                .map(Pin::tag)
                .distinct()
                .toList();
    }
}
