package batos.motive.pursuit;

import batos.image.Change;
import batos.motive.goal.GoalEvent;
import batos.motive.goal.Product;
import java.util.List;
import java.util.function.Function;

/// One step of a pursuit, and its outcome.
public sealed interface Step {
    /// @param events in order
    /// @param product its product; [Product#NONE] for none
    /// @param keep puts its kept part into the step's one commit, and answers the product with its
    ///   place
    record Ended(List<GoalEvent> events, Product product, Function<Change, Product> keep)
            implements Step {
        public Ended {
            events = List.copyOf(events);
        }

        static Ended with(GoalEvent... events) {
            return new Ended(List.of(events), Product.NONE, change -> Product.NONE);
        }
    }

    /// A person or program needs the machine; no trace is left.
    record Abandoned() implements Step {}
}
