package batos.talk.processes;

import batos.talk.objects.Code;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Klass;
import batos.talk.objects.Nil;
import batos.talk.objects.Selector;
import batos.talk.objects.Symbol;
import batos.talk.objects.Universe;
import org.jspecify.annotations.Nullable;

/// One evaluation on its thread: its budget, its handlers, and the errors it signals.
public final class ProcessInterpreter {
    private static final int TURN = 2_048;
    private static final int HEADROOM = 20_000;

    /// The steps that all `ensure:` blocks of a stopped evaluation may use together.
    private static final long GRACE_STEPS = 1_000_000;

    private static final long GRACE_NANOS = 1_000_000_000;

    /// The fate of an error that nothing handles.
    public interface Policy {
        /// @return the signal's answer, if the computation goes on
        Object unhandled(ProcessInterpreter run, HeapObject exception, Frame at);

        /// Every process waits for another one; the statement ends.
        default void stuck(Frame at) {}
    }

    /// Bounds; 0 or [Long#MAX_VALUE] for none.
    ///
    /// @param nanos wall clock
    /// @param memory bytes of live heap
    public record Budget(long steps, long nanos, long memory, int depth) {}

    public final Universe universe;
    public final Policy policy;
    public final ExceptionHandling conditions;
    private final Budget budget;
    private @Nullable HeapUse heap;
    private final long started;

    /// The run of the evaluation's own process; its bounds hold for all.
    private final ProcessInterpreter root;

    private @Nullable Scheduler strands;
    public int fuel = TURN;
    public int deepest;
    private long steps;
    private int polls;
    private volatile boolean stopped;

    /// While `ensure:` blocks run after a stop: until when, in [System#nanoTime()], and until which
    /// step; 0 otherwise.
    private long graceEnd;

    private long graceSteps;
    private boolean graceUsed;

    public ProcessInterpreter(Universe universe, Policy policy, Budget budget) {
        this.universe = universe;
        this.policy = policy;
        this.budget = budget;
        this.root = this;
        this.started = System.nanoTime();
        this.deepest = budget.depth();
        this.conditions = new ExceptionHandling(this);
        if (budget.memory() > 0) {
            this.heap = new HeapUse();
        }
    }

    /// Another process of the same evaluation.
    ProcessInterpreter(ProcessInterpreter root) {
        this.universe = root.universe;
        this.policy = root.policy;
        this.budget = root.budget;
        this.heap = root.heap;
        this.root = root;
        this.started = root.started;
        this.deepest = Math.min(budget.depth(), Scheduler.DEPTH);
        this.conditions = new ExceptionHandling(this);
    }

    /// Whether this is not the evaluation's own process.
    public boolean isForked() {
        return root != this;
    }

    public Scheduler strands() {
        var known = root.strands;
        if (known == null) {
            known = new Scheduler(root);
            root.strands = known;
        }
        return known;
    }

    /// A run for printing a value, with bounds of its own.
    public ProcessInterpreter printing(int depth, Policy instead) {
        return new ProcessInterpreter(
                universe,
                instead,
                new Budget(budget.steps(), budget.nanos(), budget.memory(), depth));
    }

    /// Ends the run at its next step; callable from any thread.
    public void stop() {
        stopped = true;
        var processes = strands;
        if (processes != null) {
            processes.stop();
        }
    }

    /// Runs an `ensure:` block of a stopped evaluation. All of them share one second and a million
    /// steps; blocks beyond that are cut off, and so are all after an overflow of memory or stack.
    void grace(Unwinding.Killed killed, Runnable block) {
        if (killed.why.equals("memory") || killed.why.equals("depth") || root.graceUsed) {
            return;
        }
        var outermost = root.graceEnd == 0;
        var interrupted = Thread.interrupted();
        if (outermost) {
            root.graceEnd = System.nanoTime() + GRACE_NANOS;
            root.graceSteps = root.steps() + GRACE_STEPS;
        }
        try {
            block.run();
        } catch (Unwinding ended) {
            root.graceUsed |= ended instanceof Unwinding.Killed;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /// Ends the processes that are left.
    public void end() {
        if (strands != null) {
            strands.close();
        }
    }

    public long steps() {
        return steps + TURN - fuel;
    }

    /// Runs code at the bottom of this stack.
    public Object start(Code code, Object self) {
        return code.call(bottom(self), self);
    }

    public Frame bottom(Object self) {
        return new Frame(Universe.NO_BODY, self, HeapObject.NONE, this, null, false);
    }

    /// Ends the run where it was stopped or its time is up; for work that counts no steps, on the
    /// evaluation's own thread.
    public void check() {
        if (root.stopped || Thread.currentThread().isInterrupted()) {
            throw new Unwinding.Killed("interrupt", 0, 0);
        }
        overtime();
    }

    private void overtime() {
        if (budget.nanos() > 0 && System.nanoTime() - started > budget.nanos()) {
            throw new Unwinding.Killed(
                    "time", (System.nanoTime() - started) / 1_000_000, budget.nanos() / 1_000_000);
        }
    }

    public void poll(Frame f) {
        root.steps += TURN - fuel;
        fuel = TURN;
        if (root.graceEnd != 0) {
            if (System.nanoTime() - root.graceEnd > 0 || root.steps > root.graceSteps) {
                throw new Unwinding.Killed("interrupt", 0, 0);
            }
            return;
        }
        if (root.stopped || Thread.currentThread().isInterrupted()) {
            throw new Unwinding.Killed("interrupt", 0, 0);
        }
        if (budget.steps() > 0 && root.steps > budget.steps()) {
            throw new Unwinding.Killed("steps", root.steps, budget.steps());
        }
        overtime();
        if (root.strands != null) {
            root.strands.tick(f);
        }
        if ((++polls & 15) == 0 && HeapUse.crowded()) {
            throw new Unwinding.Killed("memory", HeapUse.live(), Runtime.getRuntime().maxMemory());
        }
        if ((polls & 63) == 0 && budget.memory() > 0) {
            var used = heap == null ? 0 : heap.added();
            if (used > budget.memory()) {
                throw new Unwinding.Killed("memory", used, budget.memory());
            }
        }
    }

    /// Counts a long operation of a primitive as that many steps.
    public void spend(Frame f, int steps) {
        fuel -= steps;
        if (fuel < 0) {
            poll(f);
        }
    }

    /// Refuses an object that would not fit the memory. Each KB counts as a step.
    public void reserve(Frame f, long bytes) {
        if (bytes < 1 << 10) {
            return;
        }
        spend(f, (int) Math.min(bytes >> 10, 1 << 20));
        var room = budget.memory() > 0 ? Math.min(budget.memory(), HeapUse.room()) : HeapUse.room();
        if (bytes > room) {
            throw new Unwinding.Killed("memory", bytes, room);
        }
    }

    public void tooDeep(Frame f) {
        var before = deepest;
        deepest = f.depth + HEADROOM;
        try {
            error(
                    f,
                    "SystemExceptions.RecursionTooDeep",
                    f.self,
                    "call nesting too deep: " + f.depth + " frames");
        } finally {
            deepest = before;
        }
    }

    public Object send(Frame f, Object receiver, String selector, Object... arguments) {
        return send(f, receiver, universe.selector(selector), arguments);
    }

    public Object send(Frame f, Object receiver, Selector selector, Object... arguments) {
        var code = universe.classOf(receiver).lookup(selector);
        return code == null
                ? notUnderstood(f, receiver, selector, arguments)
                : code.spread(f, receiver, arguments);
    }

    public Object notUnderstood(Frame f, Object receiver, Selector selector, Object... arguments) {
        return notUnderstood(f, receiver, universe.classOf(receiver), selector, arguments);
    }

    /// @param start the class that the lookup began in
    public Object notUnderstood(
            Frame f, Object receiver, Klass start, Selector selector, Object[] arguments) {
        var hooked = universe.unknown(f, receiver, selector, arguments);
        if (hooked != null) {
            return hooked;
        }
        var message =
                universe.make(
                        "Message", new Symbol(selector.name), universe.array(arguments), start);
        var hook = universe.selector("doesNotUnderstand:");
        var code = universe.classOf(receiver).lookup(hook);
        if (code == null) {
            // a class that is not below Object need not have the method
            code = universe.objectClass.lookup(hook);
        }
        return code == null
                ? error(f, "Error", receiver, "not understood: " + selector.name)
                : code.spread(f, receiver, new Object[] {message});
    }

    /// Signals an error of a class; answers the value that resumes it.
    public Object error(Frame f, String type, Object receiver, String message) {
        var exception = universe.exception(type);
        exception.slots[ExceptionHandling.MESSAGE] = universe.text(message);
        exception.slots[ExceptionHandling.RECEIVER] = receiver;
        return conditions.signal(f, exception);
    }

    public boolean mustBeBoolean(Frame f, Object value) {
        var answer =
                error(
                        f,
                        "SystemExceptions.WrongClass",
                        value,
                        "true or false is expected here, not " + universe.brief(value));
        return Boolean.TRUE.equals(answer);
    }

    public Object undeclared(Frame f, String name) {
        var nearest = universe.nearestName(name);
        return error(
                f,
                "SystemExceptions.NotFound",
                Nil.NIL,
                "nothing is named " + name + (nearest.isEmpty() ? "" : ". Nearest: " + nearest));
    }

    public Object deadReturn(Frame f, Object value) {
        return error(f, "SystemExceptions.DeadReturn", value, "return from a dead method context");
    }

    /// The write barrier's slow path.
    public void touch(@Nullable Frame f, HeapObject thing) {
        switch (thing.state) {
            case HeapObject.CLEAN -> universe.journal.touch(thing);
            case HeapObject.HOLLOW -> {
                universe.load(thing);
                universe.journal.touch(thing);
            }
            case HeapObject.LITERAL -> {
                if (f != null) {
                    error(
                            f,
                            "SystemExceptions.ReadOnlyObject",
                            thing,
                            "a literal is read-only; change a copy of it");
                }
                throw new Unwinding.Terminated();
            }
            default -> {}
        }
    }

    /// A live object's slots may be read.
    public HeapObject whole(HeapObject thing) {
        if (thing.state == HeapObject.HOLLOW) {
            universe.load(thing);
        }
        return thing;
    }

    /// To throw: the frame (the method's, for a block) returns the value.
    public Unwinding leaving(Frame frame, Object value) {
        return new Unwinding.Leave(frame.home, false, value, HeapObject.NONE);
    }

    /// To throw: the frame's method runs again from its start, in its present version.
    public Unwinding restarting(Frame frame) {
        var home = frame.home;
        return new Unwinding.Leave(home, true, Nil.NIL, home.t);
    }
}
