package batos.image;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// The tables of the heap: the table that commits go into, the one that is being folded into the
/// file, and the file. The first that knows an object is right.
record HeapTables(ConcurrentMap<Long, byte[]> fresh, Map<Long, byte[]> folding, HeapFile file) {
    /// Marks an object as removed in a table.
    static final byte[] GONE = {};

    static boolean isGone(byte[] cell) {
        return cell.length == 0;
    }

    byte @Nullable [] get(Long oid) {
        var cell = recent(oid);
        if (cell == null) {
            return file.get(oid);
        }
        return isGone(cell) ? null : cell;
    }

    byte @Nullable [] checked(Long oid) {
        var cell = recent(oid);
        if (cell == null) {
            return file.checked(oid);
        }
        return isGone(cell) ? null : cell;
    }

    private byte @Nullable [] recent(Long oid) {
        var cell = fresh.get(oid);
        return cell == null && !folding.isEmpty() ? folding.get(oid) : cell;
    }

    /// The entries that are being folded, in the order of the file.
    List<Map.Entry<Long, byte[]>> inOrder() {
        var entries = List.copyOf(folding.entrySet());
        var order = new long[entries.size()];
        for (int i = 0; i < order.length; i++) {
            order[i] = (long) file.segment(entries.get(i).getKey()) << Integer.SIZE | i;
        }
        Arrays.sort(order);
        return Arrays.stream(order).mapToObj(place -> entries.get((int) place)).toList();
    }
}
