package batos.codex;

/// The ledger cannot be trusted or cannot be written, so nothing governed happens.
public final class LedgerFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LedgerFault(String message) {
        super(message);
    }

    public LedgerFault(String message, Throwable cause) {
        super(message, cause);
    }
}
