package batos.app;

import batos.memory.BackgroundWork;
import batos.memory.IdleMaintenance;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/// Begins the work that memory does for itself when nobody has done anything for a while, and ends
/// it when the Architect comes back. It runs as the work in the background that `/memory status`
/// shows.
final class IdleMemory implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger("batos.memory");

    /// Between two looks, each of which compares two numbers where nothing is new.
    private static final Duration BETWEEN = Duration.ofSeconds(30);

    private final IdleMaintenance care;
    private final BackgroundWork work;
    private final Supplier<Duration> quiet;
    private long arrivedAt = System.nanoTime();
    private boolean closed;

    /// @param quiet how long nobody must have done anything
    IdleMemory(IdleMaintenance care, BackgroundWork work, Supplier<Duration> quiet) {
        this.care = care;
        this.work = work;
        this.quiet = quiet;
    }

    /// From now on it may run, while no deed does.
    synchronized void begin(DeedQueue deeds) {
        Thread.ofPlatform().daemon().name("idle memory").start(() -> run(deeds));
    }

    /// Returns at once.
    synchronized void arrived() {
        arrivedAt = System.nanoTime();
        work.interrupt(IdleMaintenance.NAME);
    }

    private void run(DeedQueue deeds) {
        while (await()) {
            try {
                if (isQuiet() && !deeds.isBusy() && work.status().isEmpty() && care.hasNews()) {
                    start();
                }
            } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, "a look at memory in idle time failed", e);
            }
        }
    }

    private synchronized boolean isQuiet() {
        return left().isNegative() && !closed;
    }

    /// Within the monitor, so that a client that arrives now finds it ended.
    private synchronized void start() {
        if (isQuiet()) {
            work.start(IdleMaintenance.NAME, care::run);
        }
    }

    /// The further time that it must be quiet.
    private Duration left() {
        return quiet.get().minusNanos(System.nanoTime() - arrivedAt);
    }

    /// Waits for the next look; false when the house closes.
    private synchronized boolean await() {
        var wait = left();
        var due =
                System.nanoTime()
                        + (wait.compareTo(BETWEEN) < 0 && !wait.isNegative() ? wait : BETWEEN)
                                .toNanos();
        try {
            for (var rest = due - System.nanoTime(); rest > 0 && !closed; ) {
                TimeUnit.NANOSECONDS.timedWait(this, rest);
                rest = due - System.nanoTime();
            }
        } catch (InterruptedException e) {
            return false;
        }
        return !closed;
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        work.interrupt(IdleMaintenance.NAME);
    }
}
