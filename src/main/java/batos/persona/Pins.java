package batos.persona;

import batos.config.ConfigFault;
import batos.config.ConfigFolder;
import batos.config.SettingsOrigin;
import batos.image.Author;
import batos.image.Cause;
import batos.image.Image;
import batos.image.ImageFault;
import batos.mind.Mind;
import batos.mind.ModelDetails;
import batos.mind.ModelTag;
import batos.mind.Pin;
import batos.nerve.PulseKind;
import batos.nerve.PulseSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The model of each of the four from the next turn on: objects of the image, kept equal to
/// settings.toml.
///
/// A swap commits to the image first, then writes the file, then notes what both agree on. Where
/// the two differ when they are looked at, key by key: what the file still has as it was agreed,
/// the image moved (by a swap that was cut short, an undo, a restore), and the file follows; what
/// the file has otherwise, its editor moved, and the image follows. So a kill at any moment, an
/// undo and an edit each end in one state on both sides.
public final class Pins {
    private static final Logger LOG = Logger.getLogger("batos.persona");

    private final Image image;
    private final ConfigFolder config;
    private final PinAgreement agreed;
    private final PulseSink pulse;
    private final Consumer<String> step;

    /// @param agreedFile a file beside the image, written by this object alone
    /// @param pulse hears what happens
    public Pins(Image image, ConfigFolder config, Path agreedFile, PulseSink pulse) {
        this(image, config, agreedFile, pulse, passed -> {});
    }

    /// @param step receives each finished step of a swap
    Pins(
            Image image,
            ConfigFolder config,
            Path agreedFile,
            PulseSink pulse,
            Consumer<String> step) {
        this.image = image;
        this.config = config;
        this.agreed = new PinAgreement(agreedFile);
        this.pulse = pulse;
        this.step = step;
    }

    /// The pin in force of a persona, in agreement with settings.toml as it is now.
    public Pin inForce(String persona) {
        attend();
        return held(persona).pin();
    }

    public SequencedMap<String, Pin> all() {
        attend();
        var pins = new LinkedHashMap<String, Pin>();
        Persona.NAMES.forEach(persona -> pins.put(persona, held(persona).pin()));
        return pins;
    }

    /// The pin that [#rollback] would bring back.
    public Optional<Pin> earlier(String persona) {
        return held(persona).earlier().stream().findFirst();
    }

    private PinForm held(String persona) {
        return image.now()
                .get(PinForm.KIND, persona)
                .map(PinForm::read)
                .orElseGet(
                        () -> new PinForm(PinKeys.written(config.settings(), persona), List.of()));
    }

    /// Brings image and settings.toml together. The file's changes are one deed, for however many
    /// of the four.
    ///
    /// @return the changes made, in words; empty when they agreed
    public synchronized List<String> attend() {
        var done = new ArrayList<String>();
        var deed = image.now().number();
        for (var persona : Persona.NAMES) {
            try {
                meet(persona, deed).ifPresent(done::add);
            } catch (ImageFault | UncheckedIOException e) {
                // a read-only home keeps its pins; without a pin the settings hold
                LOG.log(Level.FINE, "the pin of " + persona + " stays", e);
            }
        }
        return done;
    }

    private Optional<String> meet(String persona, long deed) {
        var form = image.now().get(PinForm.KIND, persona).map(PinForm::read);
        var written = PinKeys.written(config.settings(), persona);
        if (form.isEmpty()) {
            put(persona, new PinForm(written, List.of()), system("pins " + persona));
            agree(persona, written);
            return Optional.empty();
        }
        var pin = form.get().pin();
        var inImage = PinKeys.of(pin);
        var inFile = PinKeys.of(written);
        if (inImage.equals(inFile)) {
            agree(persona, pin);
            return Optional.empty();
        }
        var merged = new LinkedHashMap<String, String>();
        inImage.forEach((name, value) -> {
            var there = inFile.getOrDefault(name, value);
            var before = agreed.on(PinKeys.key(persona, name));
            var fileMoved = before.isEmpty() || !before.get().equals(there);
            merged.put(name, fileMoved ? there : value);
        });
        var next = PinKeys.with(pin, merged);
        if (!merged.equals(inImage)) {
            put(
                    persona,
                    form.get().then(next),
                    new Cause(
                            Author.Part.FILE,
                            "settings.toml changed the model of " + persona,
                            deed));
        }
        try {
            write(Author.Part.SYSTEM, persona, inFile, merged);
        } catch (ConfigFault | IOException | RuntimeException e) {
            return Optional.of(
                    "settings.toml does not follow the pin of " + persona + ": " + e.getMessage());
        }
        agree(persona, next);
        var told = persona + " thinks with " + next.tag() + " from the next turn on";
        pulse.emit(PulseKind.Model.PINNED, told);
        return Optional.of(told);
    }

    private Cause system(String line) {
        return new Cause(Author.Part.SYSTEM, line, image.now().number());
    }

    private void put(String persona, PinForm form, Cause cause) {
        image.update(cause, change -> change.put(form.form(persona)));
    }

    private void write(
            Author author, String persona, Map<String, String> before, Map<String, String> after)
            throws ConfigFault, IOException {
        var origin = new SettingsOrigin.Other(author.toString());
        for (var entry : after.entrySet()) {
            if (!entry.getValue().equals(before.get(entry.getKey()))) {
                config.set(origin, PinKeys.key(persona, entry.getKey()), entry.getValue());
                step.accept("wrote " + entry.getKey());
            }
        }
    }

    private void agree(String persona, Pin pin) {
        var keys = new LinkedHashMap<String, String>();
        PinKeys.of(pin).forEach((name, value) -> keys.put(PinKeys.key(persona, name), value));
        agreed.agree(keys);
    }

    /// The outcome of a swap.
    public sealed interface Swapped {
        record Done(String persona, Pin before, Pin after) implements Swapped {}

        record Same(String persona, Pin pin) implements Swapped {}

        record NothingEarlier(String persona) implements Swapped {}

        /// Nothing has changed.
        record NotWritten(String why) implements Swapped {}
    }

    /// Another pin from the next turn on. Turns that run keep theirs.
    public synchronized Swapped swap(String persona, Pin next, Cause cause) {
        attend();
        var form = held(persona);
        return form.pin().equals(next)
                ? new Swapped.Same(persona, next)
                : become(persona, form, form.then(next), cause);
    }

    /// The pin before the present one, from the next turn on.
    public synchronized Swapped rollback(String persona, Cause cause) {
        attend();
        var form = held(persona);
        return form.earlier().isEmpty()
                ? new Swapped.NothingEarlier(persona)
                : become(persona, form, form.back(), cause);
    }

    private Swapped become(String persona, PinForm before, PinForm after, Cause cause) {
        put(persona, after, cause);
        step.accept("committed");
        try {
            write(cause.author(), persona, PinKeys.of(before.pin()), PinKeys.of(after.pin()));
        } catch (ConfigFault | IOException | RuntimeException e) {
            put(
                    persona,
                    before,
                    new Cause(cause.author(), "swap taken back: " + cause.line(), cause.deed()));
            return new Swapped.NotWritten("the swap was taken back: " + e.getMessage());
        }
        agree(persona, after.pin());
        pulse.emit(
                PulseKind.Model.SWAPPED,
                "%s: %s -> %s".formatted(persona, before.pin().tag(), after.pin().tag()));
        return new Swapped.Done(persona, before.pin(), after.pin());
    }

    /// Takes digests and templates from what the server has, into pins that know no digest yet.
    ///
    /// @param shown the server's details of a model; empty where it gives none
    public synchronized void know(
            List<Mind.Model> models, Function<String, Optional<ModelDetails>> shown) {
        attend();
        var templates = new HashMap<String, String>();
        for (var persona : Persona.NAMES) {
            var form = held(persona);
            var pin = form.pin();
            models.stream()
                    .filter(model ->
                            pin.digest().isEmpty() && ModelTag.same(model.tag(), pin.tag()))
                    .filter(model -> !model.digest().isEmpty())
                    .findFirst()
                    .ifPresent(model -> {
                        var template =
                                templates.computeIfAbsent(
                                        pin.tag(),
                                        tag ->
                                                shown.apply(tag)
                                                        .map(ModelDetails::template)
                                                        .orElse(""));
                        var known =
                                new Pin(
                                        pin.tag(),
                                        model.digest(),
                                        pin.context(),
                                        pin.sampling(),
                                        template);
                        put(
                                persona,
                                new PinForm(known, form.earlier()),
                                system("the digest of " + pin.tag()));
                    });
        }
    }
}
