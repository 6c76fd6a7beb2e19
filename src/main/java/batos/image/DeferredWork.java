package batos.image;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/// Runs work that can wait once commits pause: on two cores a fold or a packing beside a committer
/// takes the processor and the disk from it.
///
/// A look costs nothing while nobody commits: the first commit after a pause asks for one.
final class DeferredWork {
    private static final long LOOK_NANOS = 1_000_000_000L;

    /// Bytes committed between two looks that still count as a pause.
    private static final long FEW = 256 << 10;

    private final LongSupplier committed;
    private final AtomicBoolean looking = new AtomicBoolean();
    private volatile List<Runnable> work = List.of();
    private volatile boolean ended;

    /// @param committed how many bytes were committed, which only grows
    DeferredWork(LongSupplier committed) {
        this.committed = committed;
    }

    /// @param each is quick: it leaves what takes time to other threads
    void runs(Runnable... each) {
        work = List.of(each);
    }

    void afterCommit() {
        if (!looking.get() && looking.compareAndSet(false, true)) {
            lookAfter(committed.getAsLong());
        }
    }

    private void lookAfter(long seen) {
        CompletableFuture.delayedExecutor(LOOK_NANOS, TimeUnit.NANOSECONDS, Runnable::run)
                .execute(() -> look(seen));
    }

    private void look(long seen) {
        if (ended) {
            return;
        }
        var now = committed.getAsLong();
        if (now - seen > FEW) {
            lookAfter(now);
            return;
        }
        looking.set(false);
        work.forEach(Runnable::run);
    }

    void end() {
        ended = true;
    }
}
