package batos.talk.processes;

import org.jspecify.annotations.Nullable;

/// Ways to leave many frames at once. None has a Java stack trace.
public abstract sealed class Unwinding extends RuntimeException {
    private static final long serialVersionUID = 1L;

    protected Unwinding() {
        super(null, null, false, false);
    }

    /// `^` in a block: the home method returns.
    public static final class Return extends Unwinding {
        private static final long serialVersionUID = 1L;
        public final transient Frame home;
        public final transient Object value;

        public Return(Frame home, Object value) {
            this.home = home;
            this.value = value;
        }
    }

    /// A handler ended: its `on:do:` answers, or tries again.
    static final class Handled extends Unwinding {
        private static final long serialVersionUID = 1L;
        final transient Handler handler;
        public final transient Object value;
        final boolean retry;
        final transient @Nullable Object replacement;

        Handled(Handler handler, Object value, boolean retry, @Nullable Object replacement) {
            this.handler = handler;
            this.value = value;
            this.retry = retry;
            this.replacement = replacement;
        }
    }

    /// `resume:`: the signal answers.
    static final class Resumed extends Unwinding {
        private static final long serialVersionUID = 1L;
        final transient Object token;
        public final transient Object value;

        Resumed(Object token, Object value) {
            this.token = token;
            this.value = value;
        }
    }

    /// The debugger leaves a frame.
    public static final class Leave extends Unwinding {
        private static final long serialVersionUID = 1L;
        public final transient Frame frame;
        public final boolean restart;
        public final transient Object value;
        public final transient Object[] arguments;

        public Leave(Frame frame, boolean restart, Object value, Object[] arguments) {
            this.frame = frame;
            this.restart = restart;
            this.value = value;
            this.arguments = arguments;
        }
    }

    /// The statement ends, running `ensure:` blocks: an unhandled error in a script, or `abandon`.
    public static final class Terminated extends Unwinding {
        private static final long serialVersionUID = 1L;
    }

    /// The script ends with an exit code, running `ensure:` blocks.
    public static final class Quit extends Unwinding {
        private static final long serialVersionUID = 1L;
        public final int code;

        public Quit(int code) {
            this.code = code;
        }
    }

    /// Stopped: Ctrl-C or a limit. `ensure:` blocks run within [ProcessInterpreter#grace].
    public static final class Killed extends Unwinding {
        private static final long serialVersionUID = 1L;

        /// `interrupt`, `steps`, `time`, `memory` or `depth`.
        public final String why;

        public final long used;
        public final long allowed;

        public Killed(String why, long used, long allowed) {
            this.why = why;
            this.used = used;
            this.allowed = allowed;
        }
    }
}
