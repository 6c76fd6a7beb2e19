package batos.image;

import java.util.LinkedHashMap;

/// The objects that the image's tests work with: named notes and anonymous counters.
abstract class Notes {
    static Form note(String name, String text) {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("text", new Datum.Text(text));
        return Form.named("note", 1, name, slots);
    }

    static Form counter(long value) {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("value", new Datum.Whole(value));
        return Form.anonymous("counter", 1, slots);
    }

    /// What a note says, `-` where there is none.
    static String text(View view, String name) {
        return view.get("note", name).map(form -> form.text("text")).orElse("-");
    }
}
