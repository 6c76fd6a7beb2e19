package batos.image;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Condenses what snapshots still need of the old journal into deltas, then lets the journal delete
/// those segments.
final class DeltaWriter {
    private final Journal journal;
    private final DeltaFiles deltas;
    private final History history;

    DeltaWriter(Journal journal, DeltaFiles deltas, History history) {
        this.journal = journal;
        this.deltas = deltas;
        this.history = history;
    }

    /// Writes the deltas from the oldest snapshot up to `horizon`, the last commit that the journal
    /// will no longer hold.
    ///
    /// The older delta comes first: readers of the past, and an opening after a kill, then find
    /// deltas without a gap. A newer one alone would describe commits that the journal still holds,
    /// with nothing that leads further back.
    void condense(long horizon, List<Image.Snapshot> snapshots) throws IOException {
        var wanted = new TreeSet<Long>();
        for (var snapshot : snapshots) {
            if (snapshot.number() < horizon) {
                wanted.add(snapshot.number());
            }
        }
        dropUnwanted(wanted);
        var points = new TreeSet<Long>();
        var end = deltas.end();
        end.ifPresent(points::add);
        points.addAll(wanted.tailSet(end.orElse(journal.first() - 1)));
        points.add(horizon);
        for (var from = points.first(); !wanted.isEmpty() && from < horizon; ) {
            var to = points.higher(from);
            deltas.write(readable(from, to, snapshots));
            from = to;
        }
        journal.forgetting(() -> {
            tidy(wanted);
            journal.forget(horizon);
        });
    }

    /// Drops all deltas where every snapshot is newer than these: the next delta then begins at the
    /// oldest snapshot, and not at their end, from which a damaged record may keep it.
    private void dropUnwanted(NavigableSet<Long> wanted) throws IOException {
        var end = deltas.end();
        if (end.isPresent() && !wanted.isEmpty() && wanted.first() >= end.get()) {
            journal.forgetting(() -> {
                for (var from : deltas.starts()) {
                    deltas.drop(from);
                }
            });
        }
    }

    private DeltaFiles.Delta readable(long from, long to, List<Image.Snapshot> snapshots) {
        try {
            return delta(from, to);
        } catch (DamagedData e) {
            var names = history.cutOff(snapshots);
            throw names.isEmpty()
                    ? e
                    : new ImageFault(
                            ImageFault.Reason.DAMAGED,
                            "no commit was forgotten: %s. What is older cannot be read any more: %s. Next: %s"
                                    .formatted(
                                            e.getMessage(),
                                            snapshots(names),
                                            VerifyFault.forgetting(names)));
        }
    }

    private static String snapshots(List<String> names) {
        return (names.size() == 1 ? "snapshot " : "snapshots ") + String.join(", ", names);
    }

    private DeltaFiles.Delta delta(long from, long to) {
        var before = new HashMap<Long, byte @Nullable []>();
        for (var number = to; number > from; number--) {
            for (var edit : journal.entry(number).edits()) {
                before.put(edit.oid, edit.before);
            }
        }
        var state = history.at(from);
        return new DeltaFiles.Delta(from, to, state.size(), state.rootHash(), before);
    }

    /// Joins deltas that no snapshot separates any more, and drops those before the oldest
    /// snapshot.
    private void tidy(NavigableSet<Long> wanted) throws IOException {
        for (var from : deltas.starts()) {
            if (wanted.isEmpty() || from < wanted.first()) {
                deltas.drop(from);
            } else if (!wanted.contains(from)) {
                deltas.join(from);
            }
        }
    }
}
