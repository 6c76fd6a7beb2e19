package batos.motive.goal;

import java.util.Locale;

/// The test of whether a goal is reached: something that can be run, by other code than what
/// pursued the goal.
public sealed interface GoalCheck {
    /// The tests of a tool hold, run once more.
    record ToolTests(String tool) implements GoalCheck {}

    /// Memory brings the thought for this question.
    record Recalled(String question) implements GoalCheck {}

    /// The council's answer rests on receipts, and its dissonance is below that of the turn that
    /// was left open.
    record DissonanceFalls(double from) implements GoalCheck {}

    /// The Architect answers, by `goals accept N`.
    record ArchitectAnswers() implements GoalCheck {}

    /// The block that the Architect gave with the goal answers true.
    record BlockHolds() implements GoalCheck {}

    default String words() {
        return switch (this) {
            case ToolTests(var tool) -> "the tests of " + tool + " hold";
            case Recalled(var question) -> "memory brings it for '" + question + "'";
            case DissonanceFalls(var from) ->
                    String.format(
                            Locale.ROOT,
                            "an answer with receipts has a dissonance below %.2f",
                            from);
            case ArchitectAnswers() -> "the Architect answers";
            case BlockHolds() -> "the block that came with it answers true";
        };
    }
}
