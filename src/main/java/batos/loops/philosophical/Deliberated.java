package batos.loops.philosophical;

import batos.codex.Position;
import batos.codex.Proposal;
import java.util.List;

/// How a deliberation ended.
public sealed interface Deliberated {
    /// An amendment waits for the Architect.
    record Proposed(Proposal proposal) implements Deliberated {}

    /// The four leave the codex as it is.
    record LeftAsItIs(List<Position> positions, String why) implements Deliberated {
        public LeftAsItIs {
            positions = List.copyOf(positions);
        }
    }

    /// A persona could not speak, or the draft was not acceptable.
    ///
    /// @param draft the number of the draft that is there to go on with, 0 if trying again cannot
    ///   help
    record Unfinished(String why, int draft) implements Deliberated {}

    record Interrupted() implements Deliberated {}
}
