package batos.image;

/// Two commits changed the same object from the same base. Trying again on the newer state can
/// help.
public final class Conflict extends Exception {
    private static final long serialVersionUID = 1L;

    public Conflict(String message) {
        super(message);
    }
}
