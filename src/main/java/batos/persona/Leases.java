package batos.persona;

import batos.image.Image;
import batos.mind.Mind;
import batos.mind.PersonaId;
import batos.mind.Pin;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/// Where a turn gets its voices: everything is looked up at the moment of leasing, and held from
/// then on.
public final class Leases {
    private final Image image;
    private final Supplier<Mind> mind;
    private final Function<String, Pin> pins;
    private final Function<String, String> codex;

    /// @param pins the pin in force of a persona
    /// @param codex the codex in force of a persona, as the text of an instruction
    public Leases(
            Image image,
            Supplier<Mind> mind,
            Function<String, Pin> pins,
            Function<String, String> codex) {
        this.image = image;
        this.mind = mind;
        this.pins = pins;
        this.codex = codex;
    }

    public Lease lease() {
        return lease(Map.of());
    }

    /// Voices of which some think with other models than the pins in force.
    public Lease lease(Map<PersonaId, Pin> instead) {
        var view = image.now();
        Map<PersonaId, Pin> held = new EnumMap<>(PersonaId.class);
        Map<PersonaId, String> instructions = new EnumMap<>(PersonaId.class);
        for (var id : PersonaId.values()) {
            var name = id.name();
            held.put(id, instead.containsKey(id) ? instead.get(id) : pins.apply(name));
            var manner = Personas.in(view, name).manner();
            instructions.put(
                    id,
                    codex.apply(name)
                            + (manner.isEmpty()
                                    ? ""
                                    : "\n\nThe Architect asks you to speak like this: " + manner));
        }
        return new Lease(mind.get(), held, instructions);
    }
}
