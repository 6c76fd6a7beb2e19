package batos.shell.terminal;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Ctrl-C for whatever runs now: it interrupts the thread that works, and nothing when none does.
public final class InterruptHandler {
    private @Nullable Thread worker;
    private int asked;

    /// Does the work on the calling thread, which can be interrupted until it returns. The thread's
    /// interrupt flag is clear afterwards. Work within work is one piece of work.
    public <T> T during(Supplier<T> work) {
        if (!begin()) {
            return work.get();
        }
        try {
            return work.get();
        } finally {
            end();
        }
    }

    private synchronized boolean begin() {
        if (worker != null) {
            return false;
        }
        worker = Thread.currentThread();
        asked = 0;
        return true;
    }

    private synchronized void end() {
        worker = null;
        Thread.interrupted();
    }

    /// Answers how often the work at hand has been asked to stop, this time included; 0 when
    /// nothing runs.
    public synchronized int now() {
        if (worker == null) {
            return 0;
        }
        worker.interrupt();
        return ++asked;
    }

    /// Whether the work at hand, or the last that ended, was asked to stop.
    public synchronized boolean wasAsked() {
        return asked > 0;
    }
}
