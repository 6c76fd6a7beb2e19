package batos.image;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// Gives disk space back: writes the present into a new base, condenses the parts of the old
/// journal that snapshots need into deltas, and deletes superfluous files. Commits go on meanwhile.
///
/// After each step the image opens: deletions come last, and a killed compaction leaves things
/// stored twice, never missing.
final class Compaction {
    private final Path home;
    private final Journal journal;
    private final GroupCommit commits;
    private final Checkpointer checkpointer;
    private final GarbageCollection garbage;
    private final BaseWriter base;
    private final DeltaWriter deltas;
    private final LargeFileSweep sweep;
    private final Snapshots snapshots;
    private final ImageLimits.Retention retention;

    Compaction(
            Path home,
            Journal journal,
            GroupCommit commits,
            Checkpointer checkpointer,
            GarbageCollection garbage,
            BaseWriter base,
            DeltaWriter deltas,
            LargeFileSweep sweep,
            Snapshots snapshots,
            ImageLimits.Retention retention) {
        this.home = home;
        this.journal = journal;
        this.commits = commits;
        this.checkpointer = checkpointer;
        this.garbage = garbage;
        this.base = base;
        this.deltas = deltas;
        this.sweep = sweep;
        this.snapshots = snapshots;
        this.retention = retention;
    }

    /// @param dry only report what would be done
    /// @param young objects touched since then are not collected
    Image.CompactionReport run(Cause cause, boolean dry, Instant young) throws IOException {
        var began = Instant.now();
        var before = Disk.size(home);
        var unreachable = collect(cause, List.of(), dry, young);
        if (dry) {
            return new Image.CompactionReport(before, before, unreachable, journal.first());
        }
        condense(retention.commits(), began);
        return new Image.CompactionReport(before, Disk.size(home), unreachable, journal.first());
    }

    /// As [#run], but no commit is kept.
    Image.CompactionReport forgetPast(Cause cause, Instant young) throws IOException {
        var began = Instant.now();
        var before = Disk.size(home);
        var unreachable = collect(cause, List.of(), false, young);
        condense(0, began);
        return new Image.CompactionReport(before, Disk.size(home), unreachable, journal.first());
    }

    /// @param kept how many of the latest commits can still be undone
    private void condense(long kept, Instant began) throws IOException {
        var view =
                commits.exclusively(state -> {
                    commits.rollJournal();
                    return state.view();
                });
        checkpointer.shrink();
        var oldest = Math.max(journal.first(), view.number() + 1 - kept);
        forget(journal.segments().floorKey(oldest) - 1, began);
        journal.pack(0, false, () -> false);
    }

    List<Oid> collect(Cause cause, Collection<Oid> roots, boolean dry, Instant young) {
        return garbage.run(cause, roots, dry, young);
    }

    /// Forgets what the settings no longer keep; removes no object.
    ///
    /// @return whether there was anything to forget
    boolean age(Instant now) throws IOException {
        var horizon = horizon(commits.latest().view().number(), now);
        if (horizon < journal.first()) {
            return false;
        }
        checkpointer.run();
        forget(horizon, Instant.now());
        return true;
    }

    /// The last commit that need not be kept, at the end of a segment: beyond the number of commits
    /// to keep, and either too old or too far back in a journal that is too long.
    private long horizon(long latest, Instant now) throws IOException {
        var length = journal.bytes();
        var excess = length > retention.journalBytes() ? length - retention.journalBytes() / 2 : 0;
        var horizon = journal.first() - 1;
        for (var next = journal.segments().higherEntry(journal.first());
                next != null && next.getKey() - 1 <= latest - retention.commits();
                next = journal.segments().higherEntry(next.getKey())) {
            var last = journal.entry(next.getKey() - 1);
            if (excess <= 0 && last.at().isAfter(now.minus(retention.age()))) {
                break;
            }
            excess -= journal.segments().lowerEntry(next.getKey()).getValue().onDisk();
            horizon = last.number();
        }
        return horizon;
    }

    /// The base comes first: the checkpoint must not refer to a segment that is deleted.
    private void forget(long horizon, Instant began) throws IOException {
        var files = base.write();
        deltas.condense(horizon, snapshots.all());
        sweep.run(files, began);
    }
}
