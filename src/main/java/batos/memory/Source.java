package batos.memory;

import java.util.Locale;

/// The origin of a text, and the trust that this alone gives it. What is derived from a memory is
/// trusted no more than the least trusted memory that it rests on.
public enum Source {
    /// The Architect's own words.
    ARCHITECT(1),
    /// What one of the four said.
    PERSONA(0.6),
    /// What a tool gave back.
    TOOL(0.4),
    /// A file or a page from outside.
    IMPORT(0.4),
    /// What one of the four thought up in idle time: nobody witnessed it.
    THOUGHT(0.3),
    /// What was recalled and said again.
    RECALL(0.2);

    private final double trust;

    Source(double trust) {
        this.trust = trust;
    }

    public double trust() {
        return trust;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Source of(String label) {
        for (var source : values()) {
            if (source.label().equals(label)) {
                return source;
            }
        }
        return IMPORT;
    }
}
