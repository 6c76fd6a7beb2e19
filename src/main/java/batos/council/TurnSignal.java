package batos.council;

/// A signal to the listener of a running turn. The shell renders it.
public sealed interface TurnSignal {
    /// A persona begins to work; it may be silent for long.
    record Began(String persona, String purpose) implements TurnSignal {}

    /// A piece of text as it streams in.
    record Streamed(String persona, String text) implements TurnSignal {}

    /// A persona has ended. `streamed` tells whether all of the text was heard piece by piece
    /// already.
    record Spoke(String persona, String purpose, String text, boolean streamed)
            implements TurnSignal {}

    /// @param passages of memory that BABS brings: turns, and facts
    record Remembered(int passages) implements TurnSignal {}

    record Called(String tool, String arguments) implements TurnSignal {}

    record Returned(ToolUse use) implements TurnSignal {}

    record Felt(Dissonance dissonance, String why) implements TurnSignal {}

    /// A sentence of the answer that its receipts do not bear out.
    ///
    /// @param verdict `unverified` or `contradicted`
    record Marked(String verdict, String sentence) implements TurnSignal {}

    /// An objection that the answer did not resolve.
    record Dissented(String persona, String text) implements TurnSignal {}

    /// A loop above the council is at work: the forge, a deliberation.
    record Worked(String loop, String text) implements TurnSignal {}
}
