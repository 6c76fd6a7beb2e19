package batos.talk.syntax;

/// The text is no Smalltalk, at an offset; more text could mend it if it is incomplete.
public final class SyntaxFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int offset;
    private final boolean incomplete;

    public SyntaxFault(String message, int offset, boolean incomplete) {
        super(message, null, false, false);
        this.offset = offset;
        this.incomplete = incomplete;
    }

    public String text() {
        return String.valueOf(getMessage());
    }

    public int offset() {
        return offset;
    }

    public boolean incomplete() {
        return incomplete;
    }
}
