package batos.image;

/// Long work that ended because its thread was interrupted; the interrupt stays set.
public final class VerifyInterrupted extends ImageFault {
    private static final long serialVersionUID = 1L;

    VerifyInterrupted(String message) {
        super(Reason.INTERRUPTED, message);
    }
}
