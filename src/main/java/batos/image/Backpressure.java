package batos.image;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/// Keeps the commits that wait for the heap file within bounds: asks for a fold when they take more
/// memory than is folded at a time, and slows committers down when folds cannot keep up.
final class Backpressure {
    /// Committers wait when both tables take this many times what is folded at a time: a fold that
    /// copies a large heap takes longer than they take to fill memory.
    private static final long SLOW_FACTOR = ImageLimits.FOLDS_IN_MEMORY;

    private static final long STEP_NANOS = 20_000_000;
    private static final long LONGEST_NANOS = 400_000_000;

    /// Beyond this many nobody commits until a fold is done: one that copies a file of gigabytes on
    /// a slow disk takes minutes, and the tables would fill up the Java heap.
    private static final long STOP_FACTOR = 2 * SLOW_FACTOR;

    /// Less than this fills up no memory.
    private static final long LITTLE = 4L << 20;

    private final Heap heap;
    private final Checkpointer checkpointer;
    private final long foldBytes;
    private final long most;
    private final Path home;

    Backpressure(Heap heap, Checkpointer checkpointer, long foldBytes, Path home) {
        this.heap = heap;
        this.checkpointer = checkpointer;
        this.foldBytes = foldBytes;
        this.most = most(foldBytes);
        this.home = home;
    }

    /// So much the tables hold when nobody commits any more.
    static long most(long foldBytes) {
        return Math.max(STOP_FACTOR * foldBytes, LITTLE);
    }

    /// Makes the committing thread wait: less than half a second while the tables in memory are
    /// much larger than the limit, and until a fold is done where they would fill up the memory.
    ///
    /// @throws ImageFault when they cannot be folded
    void beforeCommit() {
        var over = heap.tableBytes() / foldBytes - SLOW_FACTOR;
        if (over < 0) {
            return;
        }
        refuse();
        heap.await();
        LockSupport.parkNanos(Math.min(LONGEST_NANOS, (over + 1) * STEP_NANOS));
        while (heap.tableBytes() > most && !Thread.currentThread().isInterrupted()) {
            refuse();
            checkpointer.request();
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private void refuse() {
        var failure = checkpointer.failure();
        if (failure != null) {
            checkpointer.request();
            throw new ImageFault(
                    ImageFault.Reason.DISK,
                    "nothing was committed: %s. Next: make room where %s lies, then try again"
                            .formatted(failure, home));
        }
    }

    void afterCommit() {
        if (heap.freshBytes() > foldBytes) {
            checkpointer.request();
        }
    }
}
