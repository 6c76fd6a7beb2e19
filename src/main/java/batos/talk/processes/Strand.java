package batos.talk.processes;

import batos.talk.objects.Nil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/// A process of the language: a stack of its own, that runs when it is its turn.
public final class Strand {
    /// Whose turn it is, who wants it, and who waits for something.
    public enum State {
        SUSPENDED,
        READY,
        RUNNING,
        SLEEPING,
        ENDED
    }

    final ProcessInterpreter run;
    final @Nullable Object block;

    /// Blocks to run here before it goes on.
    final Deque<Object> interrupts = new ArrayDeque<>();

    final Semaphore turn = new Semaphore(0);
    State state = State.SUSPENDED;

    /// Its state when an interrupt woke it; it goes back to that.
    @Nullable State before;

    int priority;
    long wakeAt;
    @Nullable Thread thread;
    @Nullable Unwinding doom;

    /// The object that stands for it in the language; nil until the first request for it.
    public Object process = Nil.NIL;

    Strand(ProcessInterpreter run, @Nullable Object block, int priority) {
        this.run = run;
        this.block = block;
        this.priority = priority;
    }

    public State state() {
        return state;
    }

    public int priority() {
        return priority;
    }
}
