package batos.app;

import batos.image.ProgramPages;
import java.util.concurrent.TimeUnit;

/// Gives back what a start or a deed has left while no deed runs: the part of a small heap that is
/// free after a collection, and the pages of the JVM's own files.
public final class IdlePages implements AutoCloseable {
    private static final long BETWEEN_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final long MANY = 8L << 20;

    /// The JVM collects a larger heap when it must: a forced collection would keep a caller
    /// waiting.
    private static final long SMALL_HEAP = 256L << 20;

    private final DeedQueue deeds;
    private boolean closed;

    /// From now on, until it is closed.
    ///
    /// @param waits whether the process is one that waits for deeds; nothing happens in another
    public IdlePages(DeedQueue deeds, boolean waits) {
        this.deeds = deeds;
        if (waits) {
            Thread.ofPlatform().daemon().name("idle pages").start(this::run);
        }
    }

    private void run() {
        var leastHeap = 0L;
        var leastPages = 0L;
        var pages = new ProgramPages();
        var more = false;
        while (await()) {
            var heap = Runtime.getRuntime().totalMemory();
            if (!deeds.isBusy() && heap < SMALL_HEAP && heap - leastHeap > MANY) {
                System.gc();
                leastHeap = Runtime.getRuntime().totalMemory();
            }
            if (!deeds.isBusy() && (more || ProgramPages.resident() - leastPages > MANY)) {
                more = pages.drop();
                leastPages = ProgramPages.resident();
            }
        }
    }

    /// Waits for the next look; false when it is closed.
    private synchronized boolean await() {
        var due = System.nanoTime() + BETWEEN_NANOS;
        try {
            for (var rest = BETWEEN_NANOS; rest > 0 && !closed; rest = due - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, rest);
            }
        } catch (InterruptedException e) {
            return false;
        }
        return !closed;
    }

    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }
}
