package batos.motive;

import batos.motive.budget.BudgetLimits;
import java.time.Duration;

/// The settings of idle work, in the room's own types.
///
/// @param on whether the Architect has turned it on
/// @param quiet how long nobody must have done anything before it begins
/// @param between two looks
/// @param bind whether tools that it makes are bound at once
/// @param attempts of one goal before it is given up
/// @param ideas goals that one persona may imagine at a time
/// @param exploration share of the draw that does not follow learning progress, 0 to 1
/// @param longestMillis a call that takes longer is interrupted
/// @param limits the limits of spending
public record MotiveSettings(
        boolean on,
        Duration quiet,
        Duration between,
        boolean bind,
        int attempts,
        int ideas,
        double exploration,
        long longestMillis,
        BudgetLimits limits) {}
