package batos.motive.pursuit;

import batos.motive.budget.Cost;

/// The calls and costs of idle work since this was made.
///
/// @param containers runs of code in the crucible
public record Tally(long modelCalls, long containers, Cost reserved, Cost spent) {
    public static final Tally NONE = new Tally(0, 0, Cost.NONE, Cost.NONE);

    /// Whether anything was called.
    public boolean isAny() {
        return modelCalls + containers > 0;
    }

    public Tally minus(Tally other) {
        return new Tally(
                modelCalls - other.modelCalls,
                containers - other.containers,
                reserved.minus(other.reserved),
                spent.minus(other.spent));
    }

    public Tally plus(Tally other) {
        return new Tally(
                modelCalls + other.modelCalls,
                containers + other.containers,
                reserved.plus(other.reserved),
                spent.plus(other.spent));
    }
}
