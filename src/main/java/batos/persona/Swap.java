package batos.persona;

import batos.image.Cause;
import batos.mind.Anatomy;
import batos.mind.Mind;
import batos.mind.Pin;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// Gives a persona another model, after a look at what the server has.
public final class Swap {
    private final Pins pins;
    private final Supplier<Mind> mind;
    private final Function<String, Optional<Anatomy>> shown;

    /// @param shown what the server tells about a model; empty where it tells nothing
    public Swap(Pins pins, Supplier<Mind> mind, Function<String, Optional<Anatomy>> shown) {
        this.pins = pins;
        this.mind = mind;
        this.shown = shown;
    }

    public sealed interface Outcome {
        /// @param note what to know about it, or empty
        record Swapped(Pins.Swapped swapped, String note) implements Outcome {}

        /// @param there the tags that the server has
        record NotThere(String tag, List<String> there) implements Outcome {}
    }

    /// @param tag the model; any is taken where the mind lists none
    public Outcome use(String persona, String tag, Cause cause) {
        var models = mind.get().models();
        var full = models.stream().filter(model -> matches(model.tag(), tag)).findFirst();
        if (full.isEmpty() && !models.isEmpty()) {
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
                        anatomy.map(Anatomy::template).orElse(""));
        return new Outcome.Swapped(pins.swap(persona, next, cause), note(next, anatomy));
    }

    /// `qwen3` means `qwen3:latest`, as the server has it.
    private static boolean matches(String there, String asked) {
        return there.equals(asked) || there.equals(asked + ":latest");
    }

    private static String note(Pin pin, Optional<Anatomy> anatomy) {
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

    /// The models of the pins that the server now has under another digest.
    public List<String> changedOnServer() {
        var models = mind.get().models();
        return pins.all().values().stream()
                .filter(pin -> !pin.digest().isEmpty())
                .filter(pin ->
                        models.stream()
                                .anyMatch(model ->
                                        model.tag().equals(pin.tag())
                                                && !model.digest().equals(pin.digest())))
                .map(Pin::tag)
                .distinct()
                .toList();
    }
}
