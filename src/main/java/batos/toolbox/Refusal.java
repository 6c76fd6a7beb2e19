package batos.toolbox;

/// What was asked of the toolbox cannot be done; the message names the tool and the next command.
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    public Refusal(String message) {
        super(message);
    }
}
