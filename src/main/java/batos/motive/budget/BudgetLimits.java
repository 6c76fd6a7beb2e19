package batos.motive.budget;

/// How much may be spent on one goal in all, in one hour and in one day of UTC.
public record BudgetLimits(Amount goal, Amount hour, Amount day) {}
