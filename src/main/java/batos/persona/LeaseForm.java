package batos.persona;

import batos.image.Datum;
import batos.image.Form;
import batos.mind.Mind;
import batos.mind.PersonaId;
import batos.mind.Pin;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// The lease of a turn under way as an object of the image: mode, and of each voice its pin and its
/// instruction.
final class LeaseForm {
    private LeaseForm() {}

    static Datum write(
            Map<PersonaId, Pin> pins, Map<PersonaId, String> instructions, TurnMode mode) {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("mode", new Datum.Text(mode.name()));
        pins.forEach((persona, pin) -> {
            var voice = PinForm.slots(pin);
            voice.put("told", new Datum.Text(instructions.getOrDefault(persona, "")));
            slots.put(persona.name(), new Datum.Slots(voice));
        });
        return new Datum.Slots(slots);
    }

    /// @throws IllegalArgumentException where it holds no lease
    static Lease read(Datum kept, Mind mind) {
        if (!(kept instanceof Datum.Slots(var slots))) {
            throw new IllegalArgumentException("a turn's lease is " + kept);
        }
        var form = Form.anonymous("lease", 1, slots);
        Map<PersonaId, Pin> pins = new EnumMap<>(PersonaId.class);
        Map<PersonaId, String> instructions = new EnumMap<>(PersonaId.class);
        for (var persona : PersonaId.values()) {
            if (form.at(persona.name()) instanceof Datum.Slots(var voice)) {
                var one = Form.anonymous("voice", 1, voice);
                pins.put(persona, PinForm.pin(one));
                instructions.put(persona, one.text("told"));
            }
        }
        return new Lease(mind, pins, instructions, TurnMode.valueOf(form.text("mode")));
    }
}
