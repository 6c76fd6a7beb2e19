package batos.app;

/// A command cannot go on: the message names the thing, the place and the next command.
public final class CommandFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode exit;

    public CommandFailure(ExitCode exit, String message) {
        super(message);
        this.exit = exit;
    }

    public CommandFailure(ExitCode exit, String message, Throwable cause) {
        super(message, cause);
        this.exit = exit;
    }

    public ExitCode exit() {
        return exit;
    }
}
