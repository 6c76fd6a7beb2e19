package batos.loops.tactical;

import batos.toolbox.Tool;
import java.util.List;

/// What came of a wish.
public sealed interface Forged {
    /// A new tool, or a new version of one, is bound.
    record Bound(Tool tool, int attempts, List<String> evidence) implements Forged {
        public Bound {
            evidence = List.copyOf(evidence);
        }
    }

    /// A tool that does it was there already.
    record Reused(Tool tool, String why) implements Forged {}

    /// @param reasons what stood in the way, the latest last
    record GaveUp(List<String> reasons) implements Forged {
        public GaveUp {
            reasons = List.copyOf(reasons);
        }
    }

    record Interrupted() implements Forged {}
}
