package batos.codex;

import java.util.concurrent.atomic.AtomicBoolean;

/// The Architect's hand on one command line: good for one governed act, whether it succeeds or is
/// refused.
public final class Hand {
    private final Seal seal;
    private final String line;
    private final Presence presence;
    private final long deed;
    private final AtomicBoolean spent = new AtomicBoolean();

    Hand(Seal seal, String line, Presence presence, long deed) {
        this.seal = seal;
        this.line = line;
        this.presence = presence;
        this.deed = deed;
    }

    public String line() {
        return line;
    }

    public Presence presence() {
        return presence;
    }

    long deed() {
        return deed;
    }

    /// Whether it is of this seal and was not used before; using it up.
    boolean spend(Seal of) {
        return seal == of && spent.compareAndSet(false, true);
    }
}
