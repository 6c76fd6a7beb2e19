package batos.council;

/// What somebody who listens to a turn hears while it runs. The shell renders it.
public sealed interface Heard {
    /// A persona begins to work; it may be silent for long.
    record Began(String persona, String purpose) implements Heard {}

    /// A piece of text as it streams in.
    record Streamed(String persona, String text) implements Heard {}

    /// A persona has ended. `streamed` tells whether all of the text was heard piece by piece
    /// already.
    record Spoke(String persona, String purpose, String text, boolean streamed) implements Heard {}

    record Remembered(int episodes) implements Heard {}

    record Called(String tool, String arguments) implements Heard {}

    record Returned(ToolUse use) implements Heard {}

    record Felt(Dissonance dissonance, String why) implements Heard {}

    /// A loop above the council is at work: the forge, a deliberation.
    record Worked(String loop, String text) implements Heard {}
}
