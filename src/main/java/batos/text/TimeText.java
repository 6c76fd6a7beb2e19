package batos.text;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Instants as people read them: local, to the second. Documents of `--json` keep ISO 8601.
public final class TimeText {
    private static final DateTimeFormatter LOCAL =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private TimeText() {}

    /// For example `2026-11-22 18:02:11`.
    public static String at(Instant at, ZoneId zone) {
        return LOCAL.format(at.atZone(zone));
    }

    /// The time since then while that is less than a day, for example `5 min ago`; else the time
    /// itself.
    public static String ago(Instant at, Instant now, ZoneId zone) {
        var past = Duration.between(at, now);
        if (past.isNegative() || past.toHours() >= 24) {
            return at(at, zone);
        }
        if (past.toSeconds() < 60) {
            return past.toSeconds() < 5 ? "just now" : past.toSeconds() + " s ago";
        }
        return past.toMinutes() < 60 ? past.toMinutes() + " min ago" : past.toHours() + " h ago";
    }
}
