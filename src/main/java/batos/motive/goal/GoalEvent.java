package batos.motive.goal;

/// Something that happens to a goal.
public sealed interface GoalEvent {
    /// It may be drawn.
    record Accepted(String why) implements GoalEvent {}

    record Chosen() implements GoalEvent {}

    /// An attempt made something that the check has to see yet.
    record Made(String what) implements GoalEvent {}

    record CheckHeld(String evidence) implements GoalEvent {}

    /// An attempt came to nothing, or its check did not hold.
    record Failed(String why) implements GoalEvent {}

    /// Trying again is of no use.
    record Stopped(String why) implements GoalEvent {}

    /// Not now: no budget, a server that is away.
    record Postponed(String why) implements GoalEvent {}

    /// It cannot go on before the Architect or another persona acts.
    record SaidBlocked(String why) implements GoalEvent {}

    record PutAway(String why) implements GoalEvent {}
}
