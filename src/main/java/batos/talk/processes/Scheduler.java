package batos.talk.processes;

import batos.talk.objects.Nil;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The processes of one evaluation. One runs at a time, until it waits, yields, or resumes another
/// of at least its priority; whoever holds the turn decides who is next. All end with the
/// evaluation.
@SuppressWarnings("ReferenceEquality") // identity is meant
public final class Scheduler {
    public static final int USER = 4;
    private static final int LOWEST = 1;
    private static final int HIGHEST = 9;
    private static final int MOST = 20_000;

    /// Processes with a deep stack; those beyond have a small one, so that many fit.
    private static final int DEEP = 200;

    /// Reserved, not touched: room for some 60,000 frames.
    private static final long STACK = 64L << 20;

    static final int DEPTH = 40_000;

    /// The frames that a carrier's stack of 1 MB holds, also where nothing is compiled yet.
    private static final int SMALL_DEPTH = 400;

    private final ProcessInterpreter root;
    private final Strand main;
    private final List<Deque<Strand>> ready = new ArrayList<>();
    private final List<Strand> sleeping = new ArrayList<>();
    private final java.util.Set<Strand> started = new java.util.LinkedHashSet<>();
    private volatile Strand current;
    private boolean closing;

    Scheduler(ProcessInterpreter root) {
        this.root = root;
        this.main = new Strand(root, null, USER);
        main.state = Strand.State.RUNNING;
        main.thread = Thread.currentThread();
        this.current = main;
        for (var i = 0; i <= HIGHEST; i++) {
            ready.add(new ArrayDeque<>());
        }
    }

    public Strand current() {
        return current;
    }

    /// A suspended one; null if there are too many.
    public @Nullable Strand spawn(Object block, int priority) {
        return started.size() >= MOST
                ? null
                : new Strand(new ProcessInterpreter(root), block, clamped(priority));
    }

    private static int clamped(int priority) {
        return Math.clamp(priority, LOWEST, HIGHEST);
    }

    /// It goes on at once, unless the present one is of higher priority.
    public void resume(Frame f, Strand strand) {
        if (strand.before != null) {
            strand.before = Strand.State.READY;
        }
        if (strand.state == Strand.State.SUSPENDED || strand.state == Strand.State.SLEEPING) {
            sleeping.remove(strand);
            if (strand.priority < current.priority) {
                queue(strand);
            } else {
                queue(current);
                dispatch(f, strand);
            }
        }
    }

    public void priority(Frame f, Strand strand, int priority) {
        var queued = ready.get(strand.priority).remove(strand);
        strand.priority = clamped(priority);
        if (queued) {
            queue(strand);
        }
        preempt(f);
    }

    private void queue(Strand strand) {
        strand.state = Strand.State.READY;
        ready.get(strand.priority).addLast(strand);
    }

    private int most() {
        wake();
        for (var i = HIGHEST; i >= LOWEST; i--) {
            if (!ready.get(i).isEmpty()) {
                return i;
            }
        }
        return 0;
    }

    private void preempt(Frame f) {
        if (most() > current.priority) {
            current.state = Strand.State.READY;
            ready.get(current.priority).addFirst(current);
            dispatch(f);
        }
    }

    /// Lets another one go on, even one of lower priority.
    public void giveWay(Frame f) {
        if (most() > 0) {
            var to = next(f);
            queue(current);
            dispatch(f, to);
        }
    }

    public void suspend(Frame f, Strand strand) {
        if (strand == current) {
            away(f, Strand.State.SUSPENDED);
        } else if (strand.state != Strand.State.ENDED) {
            ready.get(strand.priority).remove(strand);
            sleeping.remove(strand);
            strand.state = Strand.State.SUSPENDED;
        }
    }

    public void sleep(Frame f, long nanos) {
        current.wakeAt = System.nanoTime() + Math.max(0, nanos);
        sleeping.add(current);
        away(f, Strand.State.SLEEPING);
    }

    /// Makes a process run a block before it goes on.
    public void interrupt(Frame f, Strand strand, Object block) {
        if (strand == current) {
            f.run.send(f, block, "value");
            return;
        }
        if (strand.state == Strand.State.ENDED) {
            return;
        }
        strand.interrupts.add(block);
        if (strand.state == Strand.State.READY) {
            ready.get(strand.priority).remove(strand);
        } else {
            strand.before = strand.state;
        }
        current.state = Strand.State.READY;
        ready.get(current.priority).addFirst(current);
        dispatch(f, strand);
    }

    /// Leaves the turn to others until something gives it back.
    private void away(Frame f, Strand.State state) {
        var self = current;
        self.state = state;
        try {
            dispatch(f);
        } finally {
            sleeping.remove(self);
        }
    }

    /// Runs the blocks that others sent here, then goes back to its former state.
    private void interrupted(Strand self, Frame f) {
        if (self.interrupts.isEmpty()) {
            return;
        }
        Strand.@Nullable State was;
        try {
            while (!self.interrupts.isEmpty()) {
                f.run.send(f, self.interrupts.removeFirst(), "value");
            }
        } finally {
            was = self.before;
            self.before = null;
        }
        if (was == Strand.State.SUSPENDED || was == Strand.State.SLEEPING) {
            self.state = was;
            dispatch(f);
        } else {
            preempt(f);
        }
    }

    /// Gives the turn to one of higher priority whose time has come.
    void tick(Frame f) {
        if (!sleeping.isEmpty() && Thread.currentThread() == current.thread && wake()) {
            preempt(f);
        }
    }

    /// Whether a sleeping process is due.
    private boolean wake() {
        var now = System.nanoTime();
        var woken = false;
        for (var strand : List.copyOf(sleeping)) {
            if (strand.state == Strand.State.SLEEPING && strand.wakeAt - now <= 0) {
                sleeping.remove(strand);
                queue(strand);
                woken = true;
            }
        }
        return woken;
    }

    /// The next process to run; sleeps while all do. Answers the main one, doomed, when all wait
    /// without end.
    private Strand next(Frame f) {
        while (true) {
            var priority = most();
            if (priority > 0) {
                return ready.get(priority).removeFirst();
            }
            var first =
                    sleeping.stream()
                            .filter(s -> s.state == Strand.State.SLEEPING)
                            .mapToLong(s -> s.wakeAt)
                            .min();
            if (first.isEmpty()) {
                main.doom = new Unwinding.Terminated();
                root.policy.stuck(f);
                return main;
            }
            try {
                Thread.sleep(
                        java.time.Duration.ofNanos(
                                Math.max(1, first.getAsLong() - System.nanoTime())));
            } catch (InterruptedException e) {
                main.doom = new Unwinding.Killed("interrupt", 0, 0);
                return main;
            }
        }
    }

    private void dispatch(Frame f) {
        dispatch(f, next(f));
    }

    private void dispatch(Frame f, Strand to) {
        var self = current;
        if (to != self) {
            root.universe.roots.add(f);
            hand(to);
            self.turn.acquireUninterruptibly();
            root.universe.roots.remove(f);
        }
        self.state = Strand.State.RUNNING;
        var doom = self.doom;
        if (doom != null) {
            self.doom = null;
            throw doom;
        }
        f.run.poll(f);
        interrupted(self, f);
    }

    private void hand(Strand to) {
        to.state = Strand.State.RUNNING;
        current = to;
        if (to.thread == null) {
            var thread = thread(to);
            to.thread = thread;
            started.add(to);
            thread.start();
        } else {
            to.turn.release();
        }
    }

    /// A thread of the operating system costs a millisecond of the processor to start and to end,
    /// so that many processes run in virtual threads, whose stacks are as small as a carrier's.
    private Thread thread(Strand to) {
        if (started.size() < DEEP) {
            var thread = new Thread(null, () -> body(to), "talk process", STACK);
            thread.setDaemon(true);
            return thread;
        }
        to.run.deepest = Math.min(to.run.deepest, SMALL_DEPTH);
        return Thread.ofVirtual().name("talk process").unstarted(() -> body(to));
    }

    private void body(Strand self) {
        var f = self.run.bottom(Nil.NIL);
        try {
            interrupted(self, f);
            if (self.block != null) {
                self.run.send(f, self.block, "value");
            }
        } catch (Unwinding.Killed killed) {
            main.doom = killed;
        } catch (StackOverflowError overflow) {
            main.doom = new Unwinding.Killed("depth", f.run.deepest, f.run.deepest);
        } catch (OutOfMemoryError memory) {
            main.doom = new Unwinding.Killed("memory", 0, Runtime.getRuntime().maxMemory());
        } catch (Unwinding.Quit quit) {
            main.doom = quit;
        } catch (Unwinding ended) {
            // terminated, or an error that was told
        } finally {
            self.state = Strand.State.ENDED;
            started.remove(self);
            if (!closing) {
                var to = main.doom == null ? next(f) : main;
                ready.get(main.priority).remove(to);
                hand(to);
            }
        }
    }

    /// Wakes the thread that has the turn from its wait outside.
    void stop() {
        var thread = current.thread;
        if (thread != null) {
            thread.interrupt();
        }
    }

    /// Ends all but the main one, one after the other: the blocks that they run on their way out
    /// may share objects.
    void close() {
        closing = true;
        for (var strand : List.copyOf(started)) {
            strand.doom = new Unwinding.Killed("interrupt", 0, 0);
            strand.turn.release();
            var thread = strand.thread;
            try {
                if (thread != null) {
                    thread.join(1_000);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
