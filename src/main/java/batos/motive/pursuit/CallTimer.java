package batos.motive.pursuit;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/// Interrupts the thread that made it after a time, unless it is closed before.
final class CallTimer implements AutoCloseable {
    private static final ScheduledExecutorService CLOCK =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("motive-timer").factory());

    private final Thread thread = Thread.currentThread();
    private final ScheduledFuture<?> alarm;
    private boolean ended;
    private boolean late;

    CallTimer(long millis) {
        alarm = CLOCK.schedule(this::ring, millis, TimeUnit.MILLISECONDS);
    }

    private synchronized void ring() {
        if (!ended) {
            late = true;
            thread.interrupt();
        }
    }

    /// Whether the call was interrupted for its time; the interrupt is then taken back.
    synchronized boolean isLate() {
        ended = true;
        if (late) {
            Thread.interrupted();
        }
        return late;
    }

    @Override
    public synchronized void close() {
        ended = true;
        alarm.cancel(false);
    }
}
