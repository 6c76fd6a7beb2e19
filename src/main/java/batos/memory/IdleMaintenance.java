package batos.memory;

import batos.image.Author;
import batos.image.Cause;
import batos.mind.MindFault;
import batos.text.Plural;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/// Maintains memory in idle time: it gives memories the vectors that an import left out, and
/// consolidates the sessions that are closed. Its commits belong to the deed before them, so that
/// `undo` takes back the Architect's deed with everything derived from it.
///
/// Used by one thread at a time.
public final class IdleMaintenance {
    /// The name of its work in the list of running work.
    public static final String NAME = "memory in idle time";

    private final Scrapbook scrapbook;
    private final Supplier<FactExtractor> extractors;
    private final Supplier<Duration> settled;
    private long seen = -1;
    private String done = "";

    /// @param settled a session to which nothing was added for so long is closed; zero turns all of
    ///   this off
    public IdleMaintenance(
            Scrapbook scrapbook, Supplier<FactExtractor> extractors, Supplier<Duration> settled) {
        this.scrapbook = scrapbook;
        this.extractors = extractors;
        this.settled = settled;
    }

    /// Whether there is something to do. Where no commit came since the last look this compares two
    /// numbers.
    public boolean hasNews() {
        if (settled.get().isZero()) {
            return false;
        }
        var number = scrapbook.image().now().number();
        if (number == seen) {
            return false;
        }
        if (state().equals(done)) {
            seen = number;
            return false;
        }
        return true;
    }

    /// Changes with every turn that comes, goes or gets another text, and with the models; not with
    /// memories derived from turns.
    private String state() {
        var extractor = extractors.get();
        return String.join(
                " ",
                scrapbook.on(MemoryState::turns),
                scrapbook.on(MemoryState::embedder),
                extractor.model(),
                extractor.prompt());
    }

    /// An interrupt ends it; the next call goes on from there.
    ///
    /// @param progress gets how much is done, and of how much
    /// @return the work done, in words; empty for none
    public String run(BiConsumer<Integer, Integer> progress) {
        var state = state();
        var told = new ArrayList<String>();
        var cause = new Cause(Author.Part.SYSTEM, NAME, scrapbook.image().now().number());
        try {
            var count = scrapbook.reembed(cause, progress);
            if (count > 0) {
                told.add(Plural.of(count, "memory") + " got vectors");
            }
        } catch (MindFault away) {
            told.add("no vectors: " + away.getMessage());
        }
        if (!Thread.currentThread().isInterrupted() && consolidate(cause, progress, told)) {
            done = state;
        }
        return String.join("; ", told);
    }

    /// @return whether no session is left for another time
    private boolean consolidate(
            Cause cause, BiConsumer<Integer, Integer> progress, List<String> told) {
        var closed = scrapbook.clock().instant().minus(settled.get());
        var open =
                scrapbook.on(at ->
                        at.all(Level.TURN).stream()
                                .anyMatch(turn -> !turn.recorded().isBefore(closed)));
        var report =
                new Consolidation(scrapbook, extractors.get(), cause).unasked(closed, progress);
        if (report.sessions() > 0) {
            told.add(
                    "%s: %s, %s"
                            .formatted(
                                    Plural.of(
                                            report.sessions(),
                                            "session was consolidated",
                                            "sessions were consolidated"),
                                    Plural.of(report.facts(), "new fact"),
                                    Plural.of(report.themes(), "theme")));
        }
        return !open && report.left() == 0;
    }
}
