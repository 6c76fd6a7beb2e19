package batos.motive.budget;

/// The limits for one goal in all, for one hour and for one day of UTC.
public record BudgetLimits(Amount goal, Amount hour, Amount day) {}
