package batos.loops.philosophical;

import batos.codex.PersonaPosition;
import batos.codex.Proposal;
import java.util.List;

/// The outcome of a deliberation.
public sealed interface DeliberationResult {
    /// An amendment waits for the Architect.
    record Proposed(Proposal proposal) implements DeliberationResult {}

    /// The four leave the codex as it is.
    record LeftAsItIs(List<PersonaPosition> positions, String why) implements DeliberationResult {
        public LeftAsItIs {
            positions = List.copyOf(positions);
        }
    }

    /// A persona could not speak, or the draft was not acceptable.
    ///
    /// @param draft the number of the draft that is there to go on with, 0 if trying again cannot
    ///   help
    record Unfinished(String why, int draft) implements DeliberationResult {}

    record Interrupted() implements DeliberationResult {}
}
