package batos.loops;

import batos.council.Theme;
import batos.image.Datum;
import batos.image.Form;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// One rung that was tried on a theme: the reason, the act and its effect.
///
/// @param number from 1 within the image
/// @param episode the turn after which it was tried
/// @param turns the troubled turns that led to it, the oldest first
/// @param mean their mean dissonance
/// @param what the act, or why there could be none
/// @param effect on the turns since, once it was measured
public record ClimbRecord(
        long number,
        Theme theme,
        String rung,
        long episode,
        String because,
        List<Long> turns,
        double mean,
        String what,
        String reference,
        Optional<Ascent.Effect> effect) {
    static final String KIND = "climb";

    public ClimbRecord {
        turns = List.copyOf(turns);
    }

    ClimbRecord with(Ascent.Effect measured) {
        return new ClimbRecord(
                number,
                theme,
                rung,
                episode,
                because,
                turns,
                mean,
                what,
                reference,
                Optional.of(measured));
    }

    static String nameOf(long number) {
        return String.format("%08d", number);
    }

    Form form() {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("theme", new Datum.Text(theme.id()));
        slots.put("label", new Datum.Text(theme.label()));
        slots.put("rung", new Datum.Text(rung));
        slots.put("episode", new Datum.Whole(episode));
        slots.put("because", new Datum.Text(because));
        slots.put("turns", new Datum.Many(turns.stream().<Datum>map(Datum.Whole::new).toList()));
        slots.put("mean", new Datum.Real(mean));
        slots.put("what", new Datum.Text(what));
        slots.put("reference", new Datum.Text(reference));
        effect.ifPresent(measured -> slots.put("effect", AscentForm.effect(measured)));
        return Form.named(KIND, 2, nameOf(number), slots);
    }

    static ClimbRecord read(Form form) {
        var name = form.name();
        return new ClimbRecord(
                Long.parseLong(name == null ? "0" : name),
                new Theme(form.text("theme"), form.text("label")),
                form.text("rung"),
                form.whole("episode", 0),
                form.text("because"),
                AscentForm.numbers(form.at("turns")),
                form.real("mean", 0),
                form.text("what"),
                form.text("reference"),
                form.at("effect") instanceof Datum.Slots
                        ? Optional.of(AscentForm.effect(form.at("effect")))
                        : Optional.empty());
    }
}
