package batos.council;

import batos.image.Change;
import batos.image.Datum;
import batos.image.Form;
import batos.image.Oid;
import batos.image.View;
import java.util.LinkedHashMap;

/// A line that a loop above puts before BRICK on the next turn of a theme.
final class Advice {
    private static final String KIND = "advice";

    private Advice() {}

    static Form form(String theme, String advice) {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("advice", new Datum.Text(advice));
        return Form.named(KIND, 1, theme, slots);
    }

    /// Empty where there is none.
    static String of(View view, String theme) {
        return view.get(KIND, theme).map(form -> form.text("advice")).orElse("");
    }

    static void used(Change change, String theme) {
        var oid = Oid.named(KIND, theme);
        if (!theme.isEmpty() && change.base().get(oid).isPresent()) {
            change.remove(oid);
        }
    }
}
