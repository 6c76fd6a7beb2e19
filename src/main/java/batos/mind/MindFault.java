package batos.mind;

/// A mind or an embedder cannot carry out a request; the message names the thing, the place and the
/// next command.
public class MindFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public MindFault(String message) {
        super(message);
    }

    public MindFault(String message, Throwable cause) {
        super(message, cause);
    }
}
