package batos.toolbox;

/// The toolbox cannot do what a command asked; the message names the tool and the next command.
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1L;

    public Refusal(String message) {
        super(message);
    }
}
