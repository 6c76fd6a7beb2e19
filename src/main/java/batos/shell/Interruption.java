package batos.shell;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Ctrl-C for whatever runs now: it interrupts the thread that works, and nothing when none does.
final class Interruption {
    private @Nullable Thread worker;
    private boolean asked;

    /// Does the work on the calling thread, which can be interrupted until it returns. The thread's
    /// interrupt flag is clear afterwards. Work within work is one piece of work.
    <T> T during(Supplier<T> work) {
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
        asked = false;
        return true;
    }

    private synchronized void end() {
        worker = null;
        Thread.interrupted();
    }

    /// Answers whether something was running that had not been asked to stop before.
    synchronized boolean now() {
        if (worker == null || asked) {
            return false;
        }
        asked = true;
        worker.interrupt();
        return true;
    }

    /// Whether the work at hand was asked to stop.
    synchronized boolean wasAsked() {
        return asked;
    }
}
