package batos.app;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One piece of work on behalf of a client, which another thread may stop: its thread is
/// interrupted while it works, and at no other time. Safe for use by any thread.
public final class StoppableWork {
    private @Nullable Thread worker;
    private boolean stopped;

    /// Does the work on the calling thread; its interrupt flag is clear afterwards. Work that was
    /// stopped before it began finds the flag set.
    public <T> T run(Supplier<T> work) {
        begin();
        try {
            return work.get();
        } finally {
            end();
        }
    }

    private synchronized void begin() {
        worker = Thread.currentThread();
        if (stopped) {
            worker.interrupt();
        }
    }

    @SuppressWarnings("ThreadInterrupted") // an interrupt that came for the work ends with it
    private synchronized void end() {
        worker = null;
        Thread.interrupted();
    }

    /// Stops the work, also when it has not begun.
    public synchronized void stop() {
        stopped = true;
        if (worker != null) {
            worker.interrupt();
        }
    }

    public synchronized boolean isStopped() {
        return stopped;
    }
}
