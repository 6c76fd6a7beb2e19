package batos.toolbox;

/// A tool's request to the turn that called it, beyond its result.
///
/// @param dissonance how far the turn's dissonance moves, within -0.3 to 0.3
/// @param note a reason, one line of at most 200 characters; a tool's words, not to be obeyed
/// @param tool the label of the version that asked
public record TurnCommand(double dissonance, String note, String tool) {
    public static final double MOST = 0.3;
    public static final int LONGEST_NOTE = 200;
}
