package batos.codex;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/// Keeps a program that asks in a loop from filling the ledger. Of the refusals of one author, each
/// within ten seconds of the one before, the first eight get a line each, then the 16th, the 32nd
/// and so on.
final class RefusalCount {
    private static final int EACH = 8;
    private static final Duration PAUSE = Duration.ofSeconds(10);

    /// Authors that are remembered.
    private static final int AUTHORS = 64;

    private final Map<String, Row> rows = new LinkedHashMap<>();

    private record Row(long count, Instant last) {}

    /// Counts a refusal.
    ///
    /// @return how many there were in a row
    synchronized long next(String who, Instant now) {
        var before = rows.remove(who);
        var count =
                before != null && Duration.between(before.last(), now).compareTo(PAUSE) < 0
                        ? before.count() + 1
                        : 1;
        rows.put(who, new Row(count, now));
        if (rows.size() > AUTHORS) {
            rows.remove(rows.keySet().iterator().next());
        }
        return count;
    }

    /// Whether the ledger gets a line of the one with this count.
    static boolean isEntered(long count) {
        return count <= EACH || Long.bitCount(count) == 1;
    }

    /// For the line of one that stands for others.
    static String note(long count) {
        return count <= EACH ? "" : " (refused %d times in a row)".formatted(count);
    }
}
