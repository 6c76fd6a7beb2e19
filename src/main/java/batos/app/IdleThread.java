package batos.app;

import batos.config.ConfigEvent;
import batos.config.ConfigFolder;
import batos.motive.LookResult;
import java.time.Duration;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The thread on which idle work runs. It waits without waking where idle work is off, and else
/// until nobody has done anything for a while and the next look is due. An arrival interrupts it:
/// the step under way is abandoned, and no arrival waits for it.
final class IdleThread implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger("batos.motive");

    private final Motive motive;
    private final DeedQueue deeds;
    private final Thread worker;
    private final Runnable listening;
    private long arrivedAt = System.nanoTime();
    private long lookedAt = System.nanoTime() - Duration.ofDays(1).toNanos();
    private boolean looking;
    private boolean untold;
    private boolean back;
    private boolean closed;

    IdleThread(Motive motive, DeedQueue deeds, ConfigFolder config) {
        this.motive = motive;
        this.deeds = deeds;
        this.listening = config.listen(this::changed);
        deeds.onArrival(motive::arrived);
        this.worker = Thread.ofPlatform().daemon().name("motive").start(this::run);
    }

    private synchronized void changed(ConfigEvent news) {
        notifyAll();
    }

    /// Returns at once.
    synchronized void arrived() {
        arrivedAt = System.nanoTime();
        if (looking) {
            worker.interrupt();
        }
        if (untold) {
            back = true;
            notifyAll();
        }
    }

    private void run() {
        while (awaitWork()) {
            if (isBack()) {
                motive.tell();
                continue;
            }
            motive.leftAlone();
            try {
                if (motive.loop().look(motive.now(), this::pass)
                        instanceof LookResult.Abandoned(var why)) {
                    LOG.log(Level.FINE, why);
                }
            } catch (RuntimeException e) {
                LOG.log(Level.SEVERE, "a look of idle work failed", e);
            } finally {
                ended();
            }
        }
    }

    /// Commits where nobody else has the image. Too late for an interrupt then: it is a matter of
    /// milliseconds, and a half-written commit would be worse.
    private boolean pass(Runnable commit) {
        synchronized (this) {
            if (Thread.currentThread().isInterrupted()) {
                return false;
            }
            looking = false;
        }
        try {
            return deeds.unlessBusy(commit);
        } finally {
            synchronized (this) {
                looking = true;
            }
        }
    }

    /// Whether a key, a command or a request arrived since the last look.
    private synchronized boolean isBack() {
        var was = back;
        if (was) {
            back = false;
            untold = false;
        }
        return was;
    }

    private synchronized void ended() {
        looking = false;
        lookedAt = System.nanoTime();
        Thread.interrupted();
    }

    /// Waits until a look is due or a key, command or request arrives; false when the house closes.
    private synchronized boolean awaitWork() {
        while (!closed) {
            try {
                if (back) {
                    return true;
                }
                var wait = untilDue();
                if (wait == 0 && !deeds.isBusy()) {
                    looking = true;
                    untold = true;
                    return true;
                }
                wait(wait < 0 ? 0 : Math.max(1, wait / 1_000_000 + (deeds.isBusy() ? 1_000 : 0)));
            } catch (InterruptedException e) {
                // An arrival that came as a look ended; the loop looks at the times again.
            }
        }
        return false;
    }

    /// In nanoseconds; below 0 while idle work is off.
    private long untilDue() {
        var settings = motive.settings();
        if (!settings.on()) {
            return -1;
        }
        var now = System.nanoTime();
        var quiet = arrivedAt + settings.quiet().toNanos() - now;
        var due = lookedAt + settings.between().toNanos() - now;
        return Math.max(0, Math.max(quiet, due));
    }

    @Override
    public void close() {
        listening.run();
        synchronized (this) {
            closed = true;
            worker.interrupt();
            notifyAll();
        }
        try {
            worker.join(Duration.ofSeconds(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
