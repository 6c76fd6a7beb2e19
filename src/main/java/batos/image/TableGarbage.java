package batos.image;

/// The garbage that folded tables leave in the JVM's heap, which has grown for them: a collector
/// that meets no need gives nothing back. For one thread.
final class TableGarbage {
    private static final long WORTH_COLLECTING = 16L << 20;

    private final Heap heap;
    private long collected;

    TableGarbage(Heap heap) {
        this.heap = heap;
    }

    /// Collects it where it is much. A tenth of a second, for a pause in the commits.
    synchronized void collect() {
        var folded = heap.foldedBytes();
        if (folded - collected >= WORTH_COLLECTING) {
            collected = folded;
            System.gc();
        }
    }
}
