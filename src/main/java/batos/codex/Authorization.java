package batos.codex;

import java.util.concurrent.atomic.AtomicBoolean;

/// The Architect's hand on one command line: good for one governed act, whether it succeeds or is
/// refused.
public final class Authorization {
    private final Authority seal;
    private final String line;
    private final InputChannel presence;
    private final long deed;
    private final AtomicBoolean spent = new AtomicBoolean();

    Authorization(Authority seal, String line, InputChannel presence, long deed) {
        this.seal = seal;
        this.line = line;
        this.presence = presence;
        this.deed = deed;
    }

    public String line() {
        return line;
    }

    public InputChannel presence() {
        return presence;
    }

    long deed() {
        return deed;
    }

    /// Whether it is of this seal and was not used before; using it up.
    boolean spend(Authority of) {
        return seal == of && spent.compareAndSet(false, true);
    }
}
