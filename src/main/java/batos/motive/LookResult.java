package batos.motive;

import java.util.List;

/// The outcome of one look of the idle loop.
public sealed interface LookResult {
    /// The look asked no model.
    record Nothing(String why) implements LookResult {}

    /// @param lines the work done, in words
    record Did(List<String> lines) implements LookResult {
        public Did {
            lines = List.copyOf(lines);
        }
    }

    /// A person or program needed the machine; nothing of the step is left.
    record Abandoned(String why) implements LookResult {}
}
