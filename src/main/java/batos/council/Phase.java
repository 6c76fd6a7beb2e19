package batos.council;

/// The next thing to do in a turn.
public enum Phase {
    RECALL,
    THESIS,
    TOOLS,
    FORGE,
    IMPRESSION,
    ANTITHESIS,
    /// ALFRED decides whether another round may be left out, where settings allow it.
    RULING,
    SYNTHESIS,
    DONE
}
