package batos.image;

import batos.nerve.PulseKind;
import batos.nerve.Pulses;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The known damage beside the opening's outcome: a record of the journal whose checksum does not
/// match, found by any thread, and objects that cannot be read.
final class KnownDamage {
    private final Pulses pulses;
    private final UnreadableObjects unreadable;
    private final Snapshots snapshots;
    private final Supplier<List<String>> cutOff;
    private volatile @Nullable String record;

    /// @param cutOff the names of the snapshots that a damaged record cut off
    KnownDamage(
            Pulses pulses,
            UnreadableObjects unreadable,
            Snapshots snapshots,
            Supplier<List<String>> cutOff) {
        this.pulses = pulses;
        this.unreadable = unreadable;
        this.snapshots = snapshots;
        this.cutOff = cutOff;
    }

    /// @param where the file and the offset; null where the records that were checked are whole
    void foundAtOpening(@Nullable String where) {
        record = where;
    }

    void foundLater(String where) {
        record = where;
        pulses.emit(PulseKind.Image.TROUBLE, line(where));
    }

    /// The journal that held the record is gone.
    void forgotten() {
        record = null;
    }

    /// The report of a compaction that kept commits, with the oldest that undo still reaches.
    Image.CompactionReport reached(Image.CompactionReport done, History history, long latest) {
        return record == null
                ? done
                : new Image.CompactionReport(
                        done.before(), done.after(), done.unreachable(), history.wholeFrom(latest));
    }

    boolean hasRecord() {
        return record != null;
    }

    /// One line each, with the next command.
    List<String> lines() {
        var lines = new ArrayList<String>();
        if (!snapshots.trouble().isEmpty()) {
            lines.add(snapshots.trouble());
        }
        var where = record;
        if (where != null) {
            lines.add(line(where));
        }
        lines.addAll(unreadable.all().values());
        return lines;
    }

    private String line(String where) {
        return where
                + " does not match its checksum. The present is whole; undo and restore reach back"
                + " to there only. Next: "
                + VerifyFault.forgetting(cutOff.get())
                + " removes it, with all that undo could reach";
    }
}
