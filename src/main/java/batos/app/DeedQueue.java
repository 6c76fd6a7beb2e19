package batos.app;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Serialises deeds: the lines that one owner carries out run one after the other in the order in
/// which they came, whichever face sent them. Output of the image's programs goes to the face whose
/// deed runs. Safe for use by any thread.
public final class DeedQueue {
    private final ReentrantLock turn = new ReentrantLock(true);
    private final List<Runnable> arrivals = new CopyOnWriteArrayList<>();
    private volatile @Nullable Supplier<? extends DeedOutput> output;
    private volatile boolean attended;
    private volatile String line = "";

    /// Runs a deed as soon as no other one runs, on the calling thread. A deed within a deed is
    /// part of it.
    ///
    /// @param itsLine the typed line, for the trace of a failure
    /// @throws CommandFailure when the thread is interrupted before its turn
    public <T> T run(String itsLine, Supplier<? extends DeedOutput> itsOutput, Supplier<T> deed) {
        if (!turn.isHeldByCurrentThread()) {
            noteActivity();
        }
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted before it was its turn", e);
        }
        var before = output;
        var lineBefore = line;
        output = itsOutput;
        line = itsLine;
        try {
            return deed.get();
        } finally {
            itsOutput.get().rest();
            output = before;
            line = lineBefore;
            turn.unlock();
        }
    }

    /// Runs long work within a deed that other deeds may come between: those that wait, and those
    /// that come meanwhile. It must treat each state of the image as another's.
    public <T> T beside(Supplier<T> work) {
        if (turn.getHoldCount() != 1) {
            return work.get();
        }
        var its = output;
        var itsLine = line;
        turn.unlock();
        try {
            return work.get();
        } finally {
            turn.lock();
            output = its;
            line = itsLine;
        }
    }

    /// From now on this is called whenever a deed comes, a key is pressed at the prompt, or a
    /// browser asks for a page; on the thread where it happens. It must not block.
    public void onArrival(Runnable listener) {
        arrivals.add(listener);
    }

    /// Tells idle work that a person or a program is present.
    public void noteActivity() {
        arrivals.forEach(Runnable::run);
    }

    /// Runs something short that nobody asked for, but only where no deed runs or waits.
    ///
    /// @return whether it ran
    public boolean unlessBusy(Runnable work) {
        if (turn.hasQueuedThreads() || !turn.tryLock()) {
            return false;
        }
        try {
            work.run();
            return true;
        } finally {
            turn.unlock();
        }
    }

    /// Runs work within a deed that waits for a person: an editor, a question. It may never end
    /// unless that person, or what the editor started, is answered elsewhere.
    public <T> T attended(Supplier<T> work) {
        attended = true;
        try {
            return work.get();
        } finally {
            attended = false;
        }
    }

    /// The line whose deed runs; empty between deeds.
    public String line() {
        return line;
    }

    /// Whether the running deed waits for a person.
    public boolean isAttended() {
        return attended;
    }

    /// Whether a deed runs, or waits for its turn.
    public boolean isBusy() {
        return turn.isLocked();
    }

    /// Whether the person at the face whose deed runs allows something; no between deeds, and where
    /// nobody can answer.
    public boolean agreed(String question) {
        var now = output;
        return now != null && now.get().agreed(question);
    }

    /// Prints the text of a program of the image where the running deed prints.
    public void printed(String text) {
        var now = output;
        if (now != null) {
            now.get().piece(text);
        }
    }

    /// Prints what a program of the image writes to standard error, where the running deed prints.
    public void complained(String text) {
        var now = output;
        if (now != null) {
            now.get().error(text);
        }
    }
}
