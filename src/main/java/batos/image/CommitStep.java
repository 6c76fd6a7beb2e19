package batos.image;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The objects of one commit as they were before it, in two arrays.
///
/// A view that nobody uses any more, once the collector has moved it to the old generation, keeps
/// every later step alive until a full collection. So a young collection copies each step, and what
/// a step costs is how many Java objects it consists of.
final class CommitStep {
    /// Up to this many objects are searched one by one.
    private static final int FEW = 16;

    private final Commit by;
    private final long[] oids;
    private final byte[] @Nullable [] cells;

    /// For each object one bit of 64: most questions are about objects of other commits.
    private final long marks;

    /// Indexes into `oids`, each plus one, by hash with linear probing; empty for few objects.
    private final int[] table;

    private static final int[] NO_TABLE = {};

    CommitStep(List<Edit> edits, Commit by) {
        this.by = by;
        oids = new long[edits.size()];
        cells = new byte[oids.length][];
        var seen = 0L;
        for (int i = 0; i < oids.length; i++) {
            var edit = edits.get(i);
            oids[i] = edit.oid;
            cells[i] = edit.before;
            seen |= mark(edit.oid);
        }
        marks = seen;
        table = oids.length <= FEW ? NO_TABLE : table(oids);
    }

    private static int[] table(long[] oids) {
        var table = new int[Integer.highestOneBit(oids.length) << 2];
        for (int i = 0; i < oids.length; i++) {
            var at = place(oids, table, oids[i]);
            if (table[at] == 0) {
                table[at] = i + 1;
            }
        }
        return table;
    }

    /// Where an object stands in the table, or the free place where it would.
    private static int place(long[] oids, int[] table, long oid) {
        var last = table.length - 1;
        var at = (int) (spread(oid) >>> 16) & last;
        while (table[at] != 0 && oids[table[at] - 1] != oid) {
            at = at + 1 & last;
        }
        return at;
    }

    private static long spread(long oid) {
        return oid * 0x9E3779B97F4A7C15L;
    }

    private static long mark(long oid) {
        return 1L << (spread(oid) >>> 58);
    }

    boolean isEmpty() {
        return oids.length == 0;
    }

    /// What the object was before this commit; null where the commit does not touch it.
    StateView.@Nullable PriorCell prior(long oid) {
        if ((marks & mark(oid)) == 0) {
            return null;
        }
        var index = index(oid);
        return index < 0 ? null : new StateView.PriorCell(cells[index], by);
    }

    /// The first where an object stands twice.
    private int index(long oid) {
        if (table.length > 0) {
            return table[place(oids, table, oid)] - 1;
        }
        for (int i = 0; i < oids.length; i++) {
            if (oids[i] == oid) {
                return i;
            }
        }
        return -1;
    }

    /// Adds what is not there yet.
    void addTo(Map<Long, StateView.PriorCell> since) {
        for (int i = 0; i < oids.length; i++) {
            since.putIfAbsent(oids[i], new StateView.PriorCell(cells[i], by));
        }
    }
}
