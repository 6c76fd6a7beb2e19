package batos.memory.search;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// One speaker's words, as ranking sees them.
///
/// @param id of its record
/// @param session the group of the turn: a council's episode or an imported session
/// @param order of the turns of a session, and of sessions among each other
public record Turn(
        String id, String session, long order, String speaker, Instant time, String text) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    /// The text that is embedded and searched: `(8 May 2023) Caroline said …`. Date and speaker in
    /// it are worth 22 points of recall@10 to vectors.
    public String key() {
        return "(" + DAY.format(time) + ") " + speaker + " said " + text;
    }

    /// The text of a fact that is embedded: `(8 May 2023) Caroline lives in …`.
    public static String factKey(Instant time, String text) {
        return "(" + DAY.format(time) + ") " + text;
    }
}
