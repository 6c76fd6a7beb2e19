package batos.shell.command;

import batos.mind.ServerJob;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// The progress of long work, as one line: a bar, bytes of bytes, and how fast it goes.
final class ProgressBar implements ServerJob.Progress {
    private static final int WIDTH = 20;

    private final Consumer<String> shown;
    private String step = "";
    private long begun;
    private long first;

    /// @param shown gets each state of the line
    ProgressBar(Consumer<String> shown) {
        this.shown = shown;
    }

    @Override
    public void at(String now, long done, long total) {
        if (!now.equals(step)) {
            step = now;
            begun = System.nanoTime();
            first = done;
        }
        shown.accept(total <= 0 ? now : line(done, total));
    }

    private String line(long done, long total) {
        var full = (int) Math.min(WIDTH, WIDTH * done / total);
        return "%s %s%s %s of %s%s"
                .formatted(
                        step,
                        "█".repeat(full),
                        "░".repeat(WIDTH - full),
                        size(done),
                        size(total),
                        rate(done));
    }

    private String rate(long done) {
        var millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
        return millis < TimeUnit.SECONDS.toMillis(1) || done <= first
                ? ""
                : ", " + size((done - first) * 1000 / millis) + "/s";
    }

    /// In the unit that leaves the fewest digits.
    static String size(long bytes) {
        if (bytes < 1_000) {
            return bytes + " B";
        }
        if (bytes < 1_000_000) {
            return String.format(Locale.ROOT, "%.1f kB", bytes / 1e3);
        }
        return bytes < 1_000_000_000
                ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
                : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
    }
}
