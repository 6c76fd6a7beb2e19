package batos.toolbox;

import java.util.List;

/// The gate's verdict on a draft.
public sealed interface Admission {
    /// @param draft as admitted: an import's calls have become tests
    /// @param evidence the passed trials, one line each
    /// @param weak mutants of the code that no test told apart, one line each
    record Admitted(ToolDraft draft, List<String> evidence, List<String> weak)
            implements Admission {
        public Admitted {
            evidence = List.copyOf(evidence);
            weak = List.copyOf(weak);
        }
    }

    /// @param reasons the faults, one each, without the expectations of hidden tests
    /// @param retry false where no other code could help: there is no crucible
    record TurnedAway(List<String> reasons, boolean retry) implements Admission {
        public TurnedAway {
            reasons = List.copyOf(reasons);
        }
    }
}
