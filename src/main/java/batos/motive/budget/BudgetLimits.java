package batos.motive.budget;

/// The limits for one goal in all, for one hour and for one day of UTC.
public record BudgetLimits(Cost goal, Cost hour, Cost day) {}
