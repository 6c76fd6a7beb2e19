package batos.persona;

import batos.image.Datum;
import batos.image.Form;
import batos.mind.PersonaId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// The present state of one of the four, apart from its codex: state that may change live.
///
/// @param dissonance its dissonance at the end of its last turn, 0 to 1
/// @param manner how the Architect asked it to speak, in words; empty for as its codex says
/// @param spoken how often it has spoken
public record Persona(String name, double dissonance, String manner, long spoken) {
    public static final String KIND = "persona";

    /// In the order in which a turn hears them.
    public static final List<String> NAMES = PersonaId.names();

    public static Persona newborn(String name) {
        return new Persona(name, 0, "", 0);
    }

    /// The persona's name in its one spelling, whatever the case it was typed in.
    public static Optional<String> named(String typed) {
        return PersonaId.named(typed).map(PersonaId::name);
    }

    public Persona with(String newManner) {
        return new Persona(name, dissonance, newManner, spoken);
    }

    public Persona feeling(double felt) {
        return new Persona(name, felt, manner, spoken);
    }

    public Persona speaking(int times) {
        return new Persona(name, dissonance, manner, spoken + times);
    }

    public Form form() {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("dissonance", new Datum.Real(dissonance));
        slots.put("manner", new Datum.Text(manner));
        slots.put("spoken", new Datum.Whole(spoken));
        return Form.named(KIND, 1, name, slots);
    }

    static Persona read(String name, Form form) {
        return new Persona(
                name, form.real("dissonance", 0), form.text("manner"), form.whole("spoken", 0));
    }
}
