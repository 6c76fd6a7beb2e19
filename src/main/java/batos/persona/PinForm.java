package batos.persona;

import batos.image.Datum;
import batos.image.Form;
import batos.mind.Pin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A persona's pin as an object of the image, with those it had before, the latest first.
record PinForm(Pin pin, List<Pin> earlier) {
    static final String KIND = "pin";
    private static final int KEPT = 16;

    PinForm {
        earlier = List.copyOf(earlier);
    }

    static PinForm read(Form form) {
        var earlier = new ArrayList<Pin>();
        if (form.at("earlier") instanceof Datum.Many(var items)) {
            for (var item : items) {
                if (item instanceof Datum.Slots(var entries)) {
                    earlier.add(pin(Form.anonymous(KIND, 1, entries)));
                }
            }
        }
        return new PinForm(pin(form), earlier);
    }

    Form form(String persona) {
        var slots = slots(pin);
        slots.put(
                "earlier",
                new Datum.Many(
                        earlier.stream()
                                .limit(KEPT)
                                .<Datum>map(old -> new Datum.Slots(slots(old)))
                                .toList()));
        return Form.named(KIND, 1, persona, slots);
    }

    /// This pin in force; the present one becomes the latest of the earlier ones.
    PinForm then(Pin next) {
        var all = new ArrayList<Pin>();
        all.add(pin);
        all.addAll(earlier);
        return new PinForm(next, all);
    }

    /// The latest of the earlier pins in force again.
    PinForm back() {
        return new PinForm(earlier.getFirst(), earlier.subList(1, earlier.size()));
    }

    static SequencedMap<String, Datum> slots(Pin pin) {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("tag", new Datum.Text(pin.tag()));
        slots.put("digest", new Datum.Text(pin.digest()));
        slots.put("context", new Datum.Whole(pin.context()));
        slots.put("temperature", new Datum.Real(pin.sampling().temperature()));
        slots.put("topP", new Datum.Real(pin.sampling().topP()));
        slots.put("seed", new Datum.Whole(pin.sampling().seed()));
        slots.put("maxTokens", new Datum.Whole(pin.sampling().maxTokens()));
        slots.put("template", new Datum.Text(pin.template()));
        return slots;
    }

    static Pin pin(Form form) {
        return new Pin(
                form.text("tag"),
                form.text("digest"),
                (int) form.whole("context", 0),
                new Pin.Sampling(
                        form.real("temperature", 0),
                        form.real("topP", 1),
                        form.whole("seed", 0),
                        (int) form.whole("maxTokens", 0)),
                form.text("template"));
    }
}
