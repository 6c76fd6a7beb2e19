package batos.motive.look;

import batos.image.Datum;
import batos.image.Form;
import batos.image.View;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/// A look that found news, as the image keeps it: the reasons for asking models, and the outcome.
///
/// @param position of the journal at the look
/// @param signs the news, one line each
/// @param outcome the imagined goals, one line each
public record StoredLook(Instant at, long position, List<String> signs, List<String> outcome) {
    private static final String KIND = "motive.look";

    public StoredLook {
        signs = List.copyOf(signs);
        outcome = List.copyOf(outcome);
    }

    public Form form() {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("at", new Datum.Text(at.toString()));
        slots.put("position", new Datum.Whole(position));
        slots.put("signs", Datum.Many.texts(signs));
        slots.put("outcome", Datum.Many.texts(outcome));
        return Form.named(KIND, 1, String.format("%012d", position), slots);
    }

    /// The oldest first.
    public static List<StoredLook> all(View view) {
        return view.named(KIND).values().stream()
                .flatMap(oid -> view.readable(oid).stream())
                .map(StoredLook::read)
                .toList();
    }

    public static Optional<StoredLook> latest(View view) {
        return Optional.ofNullable(view.named(KIND).lastEntry())
                .flatMap(entry -> view.readable(entry.getValue()))
                .map(StoredLook::read);
    }

    private static StoredLook read(Form form) {
        return new StoredLook(
                Instant.parse(form.text("at")),
                form.whole("position", 0),
                form.words("signs"),
                form.words("outcome"));
    }
}
