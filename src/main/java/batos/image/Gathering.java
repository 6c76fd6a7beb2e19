package batos.image;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// How long the leader of a batch waits for more commits. Of several committers that commit again
/// and again the first to come back would lead a batch of one, while all the others wait for a
/// forced write more.
///
/// It waits for as many as there were the last time, and not longer than a forced write takes: who
/// commits alone waits for nobody, and a committer who stays away costs one such wait. All but
/// [#came] is for the leader.
final class Gathering {
    private final long longestNanos;
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile int expected = 1;
    private volatile @Nullable Thread leader;
    private long forceNanos;

    Gathering() {
        this(2_000_000);
    }

    /// @param longestNanos even where a forced write takes longer
    Gathering(long longestNanos) {
        this.longestNanos = longestNanos;
    }

    /// To be called by each committer when its request is queued.
    void came() {
        if (waiting.incrementAndGet() >= expected) {
            LockSupport.unpark(leader);
        }
    }

    /// Waits for those who are expected.
    void await() {
        if (waiting.get() >= expected) {
            return;
        }
        leader = Thread.currentThread();
        var end = System.nanoTime() + Math.min(forceNanos, longestNanos);
        for (var left = end - System.nanoTime();
                left > 0 && waiting.get() < expected && !Thread.currentThread().isInterrupted();
                left = end - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
        leader = null;
    }

    /// A request was taken from the queue.
    void taken() {
        waiting.decrementAndGet();
    }

    /// A batch is on the disk.
    void forced(long nanos) {
        forceNanos += (nanos - forceNanos) / 4;
    }

    /// A batch is done.
    void led(int size) {
        expected = Math.max(1, size + waiting.get());
    }
}
