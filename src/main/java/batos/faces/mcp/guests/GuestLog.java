package batos.faces.mcp.guests;

import batos.text.Ellipsis;
import batos.text.TerminalText;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;

/// The events between this house and its servers since it was opened; the latest lines are kept.
/// Safe for use by any thread.
final class GuestLog {
    private static final int MOST = 500;
    private static final int LONGEST = 500;

    private record Entry(String server, String text) {}

    private final ArrayDeque<Entry> entries = new ArrayDeque<>();

    synchronized void add(String server, String text) {
        var line = TerminalText.oneLine(text).strip();
        entries.addLast(new Entry(server, Ellipsis.of(line, LONGEST)));
        if (entries.size() > MOST) {
            entries.removeFirst();
        }
    }

    synchronized List<String> lines(Optional<String> server) {
        return entries.stream()
                .filter(entry -> server.isEmpty() || server.get().equals(entry.server()))
                .map(entry -> entry.server() + ": " + entry.text())
                .toList();
    }
}
