package batos.image;

import java.util.stream.IntStream;

/// The number of objects, and the root that follows from them.
record HeldObjects(long size, RootHash root) {
    /// Whether a heap holds these, and its directory leads to them.
    boolean areIn(Heap heap) {
        try {
            return of(heap).equals(this) && new NamePages(heap.file()).areWhole();
        } catch (RuntimeException | AssertionError | InternalError e) {
            return false; // the library stumbles over bytes that a disk has changed
        }
    }

    /// Looks at every object of a heap, on all processors. For an opening.
    ///
    /// @throws DamagedData when one does not read
    static HeldObjects of(Heap heap) {
        var recent = heap.recent();
        var inTables = new Sum();
        recent.forEach((oid, cell) -> {
            if (!HeapTables.isGone(cell)) {
                inTables.add(oid, cell);
            }
        });
        var file = heap.file();
        return IntStream.range(0, file.parts())
                .parallel()
                .mapToObj(part -> {
                    var sum = new Sum();
                    file.each(part, key -> key >= 0 && !recent.containsKey(key), sum::add);
                    return sum.held;
                })
                .reduce(new HeldObjects(0, RootHash.EMPTY), HeldObjects::plus)
                .plus(inTables.held);
    }

    private HeldObjects plus(HeldObjects other) {
        return new HeldObjects(size + other.size, root.plus(other.root));
    }

    /// Adds objects up. For one thread.
    private static final class Sum {
        private final ObjectHasher hasher = new ObjectHasher();
        private HeldObjects held = new HeldObjects(0, RootHash.EMPTY);

        void add(long oid, byte[] cell) {
            held = new HeldObjects(held.size + 1, held.root.plus(hasher.root(oid, cell)));
        }
    }
}
