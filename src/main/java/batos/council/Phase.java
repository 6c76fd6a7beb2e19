package batos.council;

/// What is to be done next in a turn.
public enum Phase {
    RECALL,
    THESIS,
    TOOLS,
    FORGE,
    IMPRESSION,
    ANTITHESIS,
    SYNTHESIS,
    DONE
}
