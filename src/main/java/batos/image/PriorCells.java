package batos.image;

import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The cells of a commit's objects before it, by identity: two arrays. The steps of the latest
/// commits stay while a view leads to them, and the collector copies each object of them; in a hash
/// table they were as many as all the rest of a commit.
final class PriorCells {
    private final JournalEntry.Origin by;
    private final long[] oids;

    /// [HeapTables#GONE] where there was no object.
    private final byte[][] cells;

    /// @param edits of one object the first counts
    PriorCells(JournalEntry.Origin by, List<Edit> edits) {
        this.by = by;
        oids = ascending(edits);
        cells = new byte[oids.length][];
        for (var edit : edits.reversed()) {
            var before = edit.before;
            cells[Arrays.binarySearch(oids, edit.oid)] = before == null ? HeapTables.GONE : before;
        }
    }

    private static long[] ascending(List<Edit> edits) {
        var all = new long[edits.size()];
        var count = 0;
        for (var edit : edits) {
            all[count++] = edit.oid;
        }
        Arrays.sort(all);
        var distinct = 0;
        for (int i = 0; i < count; i++) {
            if (i == 0 || all[i] != all[i - 1]) {
                all[distinct++] = all[i];
            }
        }
        return distinct == count ? all : Arrays.copyOf(all, distinct);
    }

    boolean isEmpty() {
        return oids.length == 0;
    }

    /// The object before the commit; null where the commit did not change it.
    StateView.@Nullable PriorCell get(long oid) {
        var at = Arrays.binarySearch(oids, oid);
        if (at < 0) {
            return null;
        }
        var cell = cells[at];
        return new StateView.PriorCell(HeapTables.isGone(cell) ? null : cell, by);
    }

    void each(LongConsumer visitor) {
        for (var oid : oids) {
            visitor.accept(oid);
        }
    }
}
