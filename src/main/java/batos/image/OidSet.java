package batos.image;

import java.util.BitSet;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/// A set of identities, a bit or little more for each where they are numbered closely.
final class OidSet {
    private static final int BITS = 16;

    private final TreeMap<Long, BitSet> pages = new TreeMap<>();

    void add(long oid) {
        pages.computeIfAbsent(oid >>> BITS, page -> new BitSet()).set(bit(oid));
    }

    /// @return whether it was there
    boolean remove(long oid) {
        var page = pages.get(oid >>> BITS);
        if (page == null || !page.get(bit(oid))) {
            return false;
        }
        page.clear(bit(oid));
        return true;
    }

    private static int bit(long oid) {
        return (int) (oid & ((1 << BITS) - 1));
    }

    boolean isEmpty() {
        return pages.values().stream().allMatch(BitSet::isEmpty);
    }

    /// Each one, ascending.
    void each(LongConsumer visitor) {
        pages.forEach(
                (high, page) -> page.stream().forEach(low -> visitor.accept(high << BITS | low)));
    }
}
