package batos.shell.terminal;

import batos.app.Services;
import batos.image.Commit;
import batos.text.Ellipsis;
import batos.text.TerminalText;
import java.time.Instant;
import java.util.Locale;
import java.util.function.Function;

/// The first lines at the prompt: the parts in use, and a line to type first.
final class Banner {
    private static final int LONGEST = 60;

    /// More commits than the house itself makes while it opens.
    private static final int RECENT = 32;

    private Banner() {}

    /// @param time how a time is shown
    static String of(Services house, Function<Instant, String> time) {
        var image = house.image();
        var now = image.now();
        return "batos: %s%nimage %s: root %s, %d object%s, %s%s%nTry: @ slugify 'Hello, World' (they write a tool for it), or 3 + 4, or /help. Ctrl-D leaves."
                .formatted(
                        house.standing(),
                        image.home(),
                        now.root().substring(0, 12),
                        now.size(),
                        now.size() == 1 ? "" : "s",
                        size(image.bytes()),
                        image.log(RECENT).stream()
                                .filter(commit -> commit.number() <= now.number())
                                .findFirst()
                                .map(commit -> last(commit, time))
                                .orElse(", no commit yet"));
    }

    private static String last(Commit commit, Function<Instant, String> time) {
        var line = TerminalText.oneLine(commit.cause().line());
        return ", last commit %d, %s: %s"
                .formatted(commit.number(), time.apply(commit.at()), Ellipsis.of(line, LONGEST));
    }

    /// Bytes in the unit that keeps it short.
    private static String size(long bytes) {
        if (bytes < 1_000_000) {
            return (bytes + 999) / 1000 + " kB";
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
