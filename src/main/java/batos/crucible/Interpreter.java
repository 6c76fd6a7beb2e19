package batos.crucible;

import java.time.Duration;

/// One interpreter, good for one request, seen from the host: frames in, frames out.
interface Interpreter extends AutoCloseable {
    /// @throws java.io.IOException when the interpreter is gone; [#hear] then tells how
    void send(byte[] frame) throws java.io.IOException;

    /// The next thing that happens, or [Heard.Silence] after `patience`.
    ///
    /// @throws Disturbed when the interpreter ended, perhaps through another one's fault
    /// @throws Unready when the host of the interpreter is gone or hangs: no code in it is to blame
    Heard hear(Duration patience) throws InterruptedException, Disturbed, Unready;

    /// Tells that the request was answered in full and in order: a source that reuses cells for the
    /// same code may keep this one when it is closed.
    void spent();

    /// Ends the interpreter if it still runs. Quick; cleaning up goes on in the background.
    @Override
    void close();

    /// The source of cells.
    interface Source {
        /// A warm cell, waited for if there is none.
        ///
        /// @param source the code to run in it; never a cell that ran anything else
        /// @throws Unready when none can be had
        Interpreter take(String source, Trial.Limits limits) throws InterruptedException, Unready;

        /// A cell that shares nothing with any other, not even a process.
        default Interpreter alone(String source, Trial.Limits limits)
                throws InterruptedException, Unready {
            return take(source, limits);
        }
    }

    /// The process that several interpreters shared has ended, and it is not known that this one
    /// was the cause: what ran here is owed another attempt, alone.
    final class Disturbed extends Exception {
        private static final long serialVersionUID = 1L;
    }

    /// There is no interpreter to be had.
    final class Unready extends Exception {
        private static final long serialVersionUID = 1L;
        private final String next;

        Unready(String why, String next) {
            super(why);
            this.next = next;
        }

        Verdict.Unavailable verdict() {
            return new Verdict.Unavailable(String.valueOf(getMessage()), next);
        }
    }

    /// An event from an interpreter.
    sealed interface Heard {
        record Frame(String text) implements Heard {}

        /// The bytes that came are no frames.
        record Garbled(String why) implements Heard {}

        /// It wrote past the framed channel more than is read.
        record Flooded(long bytes) implements Heard {}

        /// @param code the exit code, or -1 where it is not known
        /// @param murmur the end of its output beside the frames
        record Ended(int code, String murmur) implements Heard {}

        record Silence() implements Heard {}
    }
}
