package batos.motive.goal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The kind of product that a goal is after.
public enum GoalKind {
    /// A tool, through the whole gate.
    TOOL,
    /// A thought in memory.
    THOUGHT,
    /// An answer of the council to something that was left open.
    ANSWER,
    /// A question to the Architect.
    QUESTION,
    /// A change that only the Architect can make.
    PROPOSAL;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<GoalKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
