package batos.motive;

import batos.motive.budget.BudgetTree;
import batos.motive.goal.Goal;
import batos.motive.goal.GoalEvent;
import batos.motive.pursuit.Meter;
import batos.motive.pursuit.Step;
import java.util.List;

/// The verdict on a step and its calls: a goal whose own budget is spent, that calls the same tool
/// with the same arguments twice in a row, or that fails in the way in which it failed before, is
/// stopped.
final class StepVerdict {
    private StepVerdict() {}

    static List<GoalEvent> of(Goal goal, Step.Ended step, Meter meter) {
        if (meter.refusedBy().filter(level -> level == BudgetTree.Level.GOAL).isPresent()) {
            return List.of(new GoalEvent.Stopped(meter.refusal().orElse("its budget is spent")));
        }
        if (meter.repeated().isPresent()) {
            return List.of(new GoalEvent.Stopped("the same step twice in a row" + last(step)));
        }
        return step.events().stream().map(event -> again(goal, event, meter)).toList();
    }

    private static String last(Step.Ended step) {
        return step.events().getLast() instanceof GoalEvent.Failed(var why) ? ": " + why : "";
    }

    private static GoalEvent again(Goal goal, GoalEvent event, Meter meter) {
        var sameWay = !meter.trajectory().isEmpty() && meter.trajectory().equals(goal.trajectory());
        return switch (event) {
            case GoalEvent.Failed(var why) when sameWay ->
                    new GoalEvent.Stopped("the same trajectory twice in a row: " + why);
            case GoalEvent.Postponed(var why) -> new GoalEvent.Failed(why);
            case GoalEvent.Failed failed -> failed;
            case GoalEvent.Accepted accepted -> accepted;
            case GoalEvent.Chosen chosen -> chosen;
            case GoalEvent.Made made -> made;
            case GoalEvent.CheckHeld held -> held;
            case GoalEvent.Stopped stopped -> stopped;
            case GoalEvent.SaidBlocked blocked -> blocked;
            case GoalEvent.PutAway away -> away;
        };
    }
}
