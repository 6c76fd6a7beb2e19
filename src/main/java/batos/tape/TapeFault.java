package batos.tape;

/// A tape cannot be read or written; the message names the file, the place and what to do next.
public class TapeFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TapeFault(String message) {
        super(message);
    }

    public TapeFault(String message, Throwable cause) {
        super(message, cause);
    }
}
