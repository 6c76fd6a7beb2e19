package batos.memory;

import java.util.Locale;

/// The origin of a text, and the trust that this alone gives it. A derived memory has at most the
/// trust of the least trusted memory that it rests on.
public enum Source {
    /// The Architect's own words.
    ARCHITECT(1),
    /// The words of one of the four.
    PERSONA(0.6),
    /// A tool's result.
    TOOL(0.4),
    /// A file or a page from outside.
    IMPORT(0.4),
    /// A thought of one of the four in idle time: nobody witnessed it.
    THOUGHT(0.3),
    /// A recalled text, said again.
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
