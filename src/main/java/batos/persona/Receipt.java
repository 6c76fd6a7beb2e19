package batos.persona;

import batos.image.Datum;
import batos.image.Form;
import batos.mind.RehearsalMind;
import java.util.LinkedHashMap;
import java.util.List;

/// The trace of one call to a mind, so that `why` can be answered: digests, never the texts and
/// never a key.
///
/// @param pin tag and digest of the model
/// @param prompt SHA-256 of the prompt, the first 16 hexadecimal digits
/// @param reply the same of the reply
/// @param millis how long it took
/// @param ending `answered`, `refused`, `failed` or `interrupted`
public record Receipt(
        String persona,
        String purpose,
        String pin,
        String prompt,
        String reply,
        int promptTokens,
        int replyTokens,
        long millis,
        List<String> offered,
        List<String> called,
        String ending) {
    public Receipt {
        offered = List.copyOf(offered);
        called = List.copyOf(called);
    }

    /// For reading: who, what for, with which model, at which cost, and how it ended.
    ///
    /// @param mind the name of the mind that spoke: a script plays the pinned models, and is none
    public String line(String mind) {
        return persona
                + " "
                + purpose
                + " by "
                + (mind.equals(RehearsalMind.NAME) ? "the rehearsal mind for " + pin : pin)
                + ", "
                + promptTokens
                + "+"
                + replyTokens
                + " tokens, "
                + millis
                + " ms"
                + (offered.isEmpty() ? "" : ", offered " + String.join(" ", offered))
                + (called.isEmpty() ? "" : ", called " + String.join(" ", called))
                + (ending.equals("answered") ? "" : ", " + ending)
                + ", prompt "
                + prompt
                + " reply "
                + reply;
    }

    public Datum datum() {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("persona", new Datum.Text(persona));
        slots.put("purpose", new Datum.Text(purpose));
        slots.put("pin", new Datum.Text(pin));
        slots.put("prompt", new Datum.Text(prompt));
        slots.put("reply", new Datum.Text(reply));
        slots.put("promptTokens", new Datum.Whole(promptTokens));
        slots.put("replyTokens", new Datum.Whole(replyTokens));
        slots.put("millis", new Datum.Whole(millis));
        slots.put("offered", Datum.Many.signs(offered));
        slots.put("called", Datum.Many.signs(called));
        slots.put("ending", new Datum.Text(ending));
        return new Datum.Slots(slots);
    }

    public static Receipt read(Datum datum) {
        var entries =
                datum instanceof Datum.Slots slots
                        ? slots.entries()
                        : new LinkedHashMap<String, Datum>();
        var form = Form.anonymous("receipt", 1, entries);
        return new Receipt(
                form.text("persona"),
                form.text("purpose"),
                form.text("pin"),
                form.text("prompt"),
                form.text("reply"),
                (int) form.whole("promptTokens", 0),
                (int) form.whole("replyTokens", 0),
                form.whole("millis", 0),
                form.words("offered"),
                form.words("called"),
                form.text("ending"));
    }
}
