package batos.mind;

/// A rehearsal script that cannot be used; the message names the file, the rule and the key.
public final class RehearsalFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RehearsalFault(String message) {
        super(message);
    }
}
