package batos.talk;

import batos.image.Cause;
import batos.talk.objects.HeapObject;
import batos.talk.processes.Frame;
import batos.talk.processes.ProcessInterpreter;
import batos.talk.processes.Unwinding;
import batos.talk.syntax.ReadingBudget;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// One evaluation on a thread of its own with a deep stack. Its caller waits for an outcome; at an
/// unhandled error the thread stays where it is and waits for a way to go on.
final class Computation implements ProcessInterpreter.Policy {
    /// Measured: a frame of the language costs up to 1 KB of Java stack while it is interpreted, so
    /// this is room for a million of them. It is reserved, not touched.
    private static final long STACK = 1L << 30;

    /// The language itself failed, not the program: a fault to be traced.
    static final class Broken extends IllegalStateException {
        private static final long serialVersionUID = 1L;

        Broken(Throwable cause) {
            super("an internal error of the language: " + cause, cause);
        }
    }

    /// A way to go on: answers what the signal answers, or leaves by throwing.
    interface Verb {
        Object go(ProcessInterpreter run, HeapObject exception, Frame at);
    }

    private final BlockingQueue<Evaluation> outcomes = new LinkedBlockingQueue<>();
    private final BlockingQueue<Verb> verbs = new LinkedBlockingQueue<>();
    private final Talk talk;
    private final boolean parks;
    private final Cause cause;
    private @Nullable Thread thread;
    private @Nullable ProcessInterpreter run;

    /// Written by the computation's thread before its last outcome.
    private volatile @Nullable Throwable broken;

    int faults;

    /// The mark to which the undo log goes back when this fails.
    int mark;

    /// @param parks whether an unhandled error waits for the Architect, or shows its trace and ends
    ///   the statement
    Computation(Talk talk, Cause cause, boolean parks) {
        this.talk = talk;
        this.cause = cause;
        this.parks = parks;
    }

    void start(ProcessInterpreter with, Supplier<Evaluation> task) {
        run = with;
        var worker =
                new Thread(
                        null,
                        () -> {
                            var outcome = guarded(with, task);
                            with.end();
                            outcomes.add(outcome);
                        },
                        "talk",
                        STACK);
        worker.setDaemon(true);
        thread = worker;
        worker.start();
    }

    private Evaluation guarded(ProcessInterpreter with, Supplier<Evaluation> task) {
        try {
            return ScopedValue.where(ReadingBudget.CHECK, with::check).call(task::get);
        } catch (Unwinding.Killed killed) {
            return killed.why.equals("interrupt")
                    ? new Evaluation.Interrupted()
                    : new Evaluation.OverLimit(killed.why, killed.used, killed.allowed);
        } catch (Unwinding.Terminated terminated) {
            return new Evaluation.Uncommitted("abandoned");
        } catch (StackOverflowError overflow) {
            return new Evaluation.OverLimit("depth", 0, 0);
        } catch (OutOfMemoryError memory) {
            return new Evaluation.OverLimit("memory", 0, Runtime.getRuntime().maxMemory());
        } catch (Unwinding.Quit quit) {
            return new Evaluation.Uncommitted(
                    "ObjectMemory quit: ends a script. Next: Ctrl-D leaves the prompt");
        } catch (RuntimeException | LinkageError | AssertionError e) {
            broken = e;
            return new Evaluation.Uncommitted("an internal error: " + e);
        }
    }

    Cause cause() {
        return cause;
    }

    boolean isCurrent() {
        return Thread.currentThread() == thread;
    }

    void stop() {
        var running = run;
        if (running != null) {
            running.stop();
        }
        var worker = thread;
        if (worker != null) {
            worker.interrupt();
        }
    }

    /// Waits for the next outcome. An interruption of the waiting thread stops the computation.
    ///
    /// @throws Broken where the language itself failed
    Evaluation await() {
        while (true) {
            try {
                var outcome = outcomes.take();
                var failure = broken;
                if (failure != null) {
                    throw new Broken(failure);
                }
                return outcome;
            } catch (InterruptedException e) {
                stop();
            }
        }
    }

    @Override
    public Object unhandled(ProcessInterpreter running, HeapObject exception, Frame at) {
        if (!parks || running.isForked()) {
            faults++;
            talk.showTrace(exception, at);
            return resumable(exception);
        }
        var fault = new FaultReports(talk.universe()).of(exception, at);
        var waiting = new ParkedComputation(talk, this, fault, exception, at);
        talk.universe().roots.add(at);
        talk.park(waiting);
        outcomes.add(new Evaluation.Unhandled(fault, waiting));
        try {
            return verbs.take().go(running, exception, at);
        } catch (InterruptedException e) {
            throw new Unwinding.Killed("interrupt", 0, 0);
        } finally {
            talk.universe().roots.remove(at);
            talk.unpark(waiting);
        }
    }

    @Override
    public void stuck(Frame at) {
        faults++;
        talk.show(" error: every process waits for another one\n");
    }

    /// A warning goes on with nil; an error ends its statement.
    private Object resumable(HeapObject exception) {
        if (talk.isWarning(exception)) {
            return batos.talk.objects.Nil.NIL;
        }
        throw new Unwinding.Terminated();
    }

    Evaluation goOn(Verb verb) {
        verbs.add(verb);
        return await();
    }
}
