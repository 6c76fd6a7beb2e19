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

    private final Heap heap;
    private final Checkpointer checkpointer;
    private final long foldBytes;
    private final Path home;

    Backpressure(Heap heap, Checkpointer checkpointer, long foldBytes, Path home) {
        this.heap = heap;
        this.checkpointer = checkpointer;
        this.foldBytes = foldBytes;
        this.home = home;
    }

    /// Makes the committing thread wait, less than half a second, while the tables in memory are
    /// much larger than the limit.
    ///
    /// @throws ImageFault when they cannot be folded, so that memory would fill up
    void beforeCommit() {
        var over = heap.tableBytes() / foldBytes - SLOW_FACTOR;
        if (over < 0) {
            return;
        }
        var failure = checkpointer.failure();
        if (failure != null) {
            checkpointer.request();
            throw new ImageFault(
                    ImageFault.Reason.DISK,
                    "nothing was committed: %s. Next: make room where %s lies, then try again"
                            .formatted(failure, home));
        }
        LockSupport.parkNanos(Math.min(LONGEST_NANOS, (over + 1) * STEP_NANOS));
    }

    void afterCommit() {
        if (heap.freshBytes() > foldBytes) {
            checkpointer.request();
        }
    }
}
