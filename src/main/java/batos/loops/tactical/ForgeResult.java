package batos.loops.tactical;

import batos.toolbox.Tool;
import java.util.List;

/// The outcome of a forging.
public sealed interface ForgeResult {
    /// A new tool, or a new version of one, is bound.
    record Bound(Tool tool, int attempts, List<String> evidence) implements ForgeResult {
        public Bound {
            evidence = List.copyOf(evidence);
        }
    }

    /// A tool that does it was there already.
    record Reused(Tool tool, String why) implements ForgeResult {}

    /// @param reasons the obstacles, the latest last
    record GaveUp(List<String> reasons) implements ForgeResult {
        public GaveUp {
            reasons = List.copyOf(reasons);
        }
    }

    /// There is nowhere to try code: nobody's tests and nobody's code are at fault.
    record NoCrucible(String why) implements ForgeResult {}

    record Interrupted() implements ForgeResult {}
}
