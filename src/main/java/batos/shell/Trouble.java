package batos.shell;

/// A command cannot go on: the message names the thing, the place and the next command.
public final class Trouble extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Exit exit;

    public Trouble(Exit exit, String message) {
        super(message);
        this.exit = exit;
    }

    public Trouble(Exit exit, String message, Throwable cause) {
        super(message, cause);
        this.exit = exit;
    }

    public Exit exit() {
        return exit;
    }
}
