package batos.persona;

import batos.image.Datum;
import batos.image.Image;
import batos.mind.Mind;
import batos.mind.PersonaId;
import batos.mind.Pin;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/// The source of a turn's voices: looks everything up at the moment of leasing, and holds it from
/// then on.
public final class Leases {
    private final Image image;
    private final Supplier<Mind> mind;
    private final Function<String, Pin> pins;
    private final Told told;

    /// A turn's instructions to its personas.
    ///
    /// @param codex the codex in force of a persona, as the text of an instruction
    /// @param lean the same in a few sentences
    /// @param mode how much of it a turn with these pins gets
    public record Told(
            UnaryOperator<String> codex,
            UnaryOperator<String> lean,
            BiFunction<Mind, Collection<Pin>, TurnMode> mode) {}

    /// @param pins the pin in force of a persona
    public Leases(Image image, Supplier<Mind> mind, Function<String, Pin> pins, Told told) {
        this.image = image;
        this.mind = mind;
        this.pins = pins;
        this.told = told;
    }

    /// Leases of full turns.
    ///
    /// @param codex the codex in force of a persona, as the text of an instruction
    public Leases(
            Image image,
            Supplier<Mind> mind,
            Function<String, Pin> pins,
            UnaryOperator<String> codex) {
        this(image, mind, pins, new Told(codex, codex, (_, _) -> TurnMode.FULL));
    }

    /// A manner stands before the codex, so that mandates and limits have the last word, and on one
    /// line, so that it cannot pass for a part of them.
    private static String wish(String manner) {
        return manner.isBlank()
                ? ""
                : "A wish about your style, and about nothing else: \"%s\". What follows outranks it.\n\n"
                        .formatted(manner.strip().replaceAll("\\s+", " ").replace('"', '\''));
    }

    public Lease lease() {
        return lease(Map.of());
    }

    /// The voices that a turn was begun with, whatever was swapped or amended since.
    ///
    /// @param kept the value of [Lease#kept]
    public Lease again(Datum kept) {
        return LeaseForm.read(kept, mind.get());
    }

    /// Voices of which some think with other models than the pins in force.
    public Lease lease(Map<PersonaId, Pin> instead) {
        return lease((id, pin) -> instead.getOrDefault(id, pin));
    }

    /// @param adapted each voice's pin in place of the one in force
    public Lease lease(BiFunction<PersonaId, Pin, Pin> adapted) {
        var view = image.now();
        var leased = mind.get();
        Map<PersonaId, Pin> held = new EnumMap<>(PersonaId.class);
        for (var id : PersonaId.values()) {
            held.put(id, adapted.apply(id, pins.apply(id.name())));
        }
        var mode = told.mode().apply(leased, held.values());
        Map<PersonaId, String> instructions = new EnumMap<>(PersonaId.class);
        for (var id : PersonaId.values()) {
            var name = id.name();
            var manner = Personas.in(view, name).manner();
            var instruction = mode == TurnMode.LEAN ? told.lean() : told.codex();
            instructions.put(id, wish(manner) + instruction.apply(name));
        }
        return new Lease(leased, held, instructions, mode);
    }
}
