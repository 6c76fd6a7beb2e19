package batos.app;

import batos.image.ProgramPages;
import java.util.concurrent.TimeUnit;

/// Gives the pages of the JVM's own files back while no deed runs, where a start or a deed has
/// touched many since the last time.
public final class IdlePages implements AutoCloseable {
    private static final long BETWEEN_NANOS = TimeUnit.SECONDS.toNanos(4);
    private static final long MANY = 8L << 20;

    private final DeedQueue deeds;
    private boolean closed;

    public IdlePages(DeedQueue deeds) {
        this.deeds = deeds;
    }

    /// From now on, until it is closed.
    public void begin() {
        Thread.ofPlatform().daemon().name("idle pages").start(this::run);
    }

    private void run() {
        var least = 0L;
        while (await()) {
            if (!deeds.isBusy() && ProgramPages.resident() - least > MANY) {
                ProgramPages.drop();
                least = ProgramPages.resident();
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
