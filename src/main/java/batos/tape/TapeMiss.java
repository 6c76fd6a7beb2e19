package batos.tape;

/// A replay asked for an unrecorded answer. The message shows the first place where the request
/// differs from the nearest recorded one.
public final class TapeMiss extends TapeFault {
    private static final long serialVersionUID = 1L;

    public TapeMiss(String message) {
        super(message);
    }
}
