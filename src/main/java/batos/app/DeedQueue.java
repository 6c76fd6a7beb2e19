package batos.app;

import batos.shell.terminal.Printer;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The lines that one house carries out, one after the other, whoever typed them: what programs of
/// the image print goes to whoever typed the line that runs.
final class DeedQueue {
    private final ReentrantLock turn = new ReentrantLock(true);
    private volatile @Nullable Supplier<Printer> out;
    private volatile boolean attended;

    /// Carries a line out as soon as no other line is being carried out. A line within a line is
    /// part of it.
    <T> T alone(Supplier<Printer> itsOut, Supplier<T> line) {
        try {
            turn.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted before it was its turn", e);
        }
        var before = out;
        out = itsOut;
        try {
            return line.get();
        } finally {
            itsOut.get().rest();
            out = before;
            turn.unlock();
        }
    }

    /// Work within a line that waits for a person: an editor, a question. It may never end unless
    /// that person, or what the editor started, is answered elsewhere.
    <T> T attended(Supplier<T> work) {
        attended = true;
        try {
            return work.get();
        } finally {
            attended = false;
        }
    }

    /// Whether the line that is being carried out waits for a person.
    boolean isAttended() {
        return attended;
    }

    /// A program of the image prints.
    void printed(String text) {
        var now = out;
        if (now != null) {
            now.get().piece(text);
        }
    }
}
