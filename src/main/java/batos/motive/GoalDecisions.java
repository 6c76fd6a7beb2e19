package batos.motive;

import batos.image.Cause;
import batos.image.Image;
import batos.memory.Scrapbook;
import batos.motive.goal.Goal;
import batos.motive.goal.GoalEvent;
import batos.motive.goal.GoalKind;
import batos.motive.goal.GoalState;
import batos.motive.goal.Goals;
import batos.toolbox.Refusal;
import batos.toolbox.Tool;
import batos.toolbox.Toolbox;
import java.time.InstantSource;
import java.util.Optional;

/// The Architect's decisions about goals and their products.
///
/// @param clock of the decision
public record GoalDecisions(Image image, Toolbox tools, Scrapbook memory, InstantSource clock) {
    /// The outcome of a decision.
    public sealed interface Decided {
        /// @param what for reading, with the next command where there is one
        record Done(Goal goal, String what) implements Decided {}

        /// @param why with the next command
        record Refused(String why) implements Decided {}
    }

    /// Admits an idea, binds a tool, answers a question or agrees to a proposal.
    ///
    /// @param answer to a question; empty for none
    public Decided accept(int number, String answer, Cause cause) {
        var found = new Goals(image).find(number);
        if (found.isEmpty()) {
            return none(number);
        }
        var goal = found.get();
        if (goal.product().sort().equals("tool") && !(goal.state() instanceof GoalState.Retired)) {
            return bound(goal, cause);
        }
        return switch (goal.state()) {
            case GoalState.Imagined _ ->
                    moved(goal, new GoalEvent.Accepted("accepted"), cause, "may be pursued");
            case GoalState.Blocked _ -> unblocked(goal, answer, cause);
            case GoalState.Waiting _, GoalState.Active _ ->
                    new Decided.Refused(
                            "goal %d is pursued already. Next: goals show %d"
                                    .formatted(number, number));
            case GoalState.Reached _, GoalState.GivenUp _, GoalState.Retired _ ->
                    new Decided.Refused(
                            "goal %d is %s, and left nothing that waits for you. Next: goals show %d"
                                    .formatted(number, goal.state().word(), number));
        };
    }

    private Decided unblocked(Goal goal, String answer, Cause cause) {
        if (goal.kind() == GoalKind.QUESTION && !goal.product().isNone()) {
            if (answer.isBlank()) {
                return new Decided.Refused(
                        "%s asks: %s Next: goals accept %d 'your answer'"
                                .formatted(goal.persona(), goal.product().text(), goal.number()));
            }
            var note =
                    memory.note(
                            "%s asked: %s The Architect answered: %s"
                                    .formatted(goal.persona(), goal.product().text(), answer),
                            cause);
            return moved(
                    goal,
                    new GoalEvent.CheckHeld("the Architect answered, " + note.id()),
                    cause,
                    "is answered, and kept as " + note.id());
        }
        if (goal.kind() == GoalKind.PROPOSAL && !goal.product().isNone()) {
            var next = goal.product().reference();
            return moved(
                    goal,
                    new GoalEvent.CheckHeld("the Architect agreed"),
                    cause,
                    next.isEmpty()
                            ? "is agreed to; the change is yours to make"
                            : "is agreed to; the change is yours to make: " + next);
        }
        return moved(goal, new GoalEvent.Accepted("unblocked"), cause, "may be pursued again");
    }

    private Decided bound(Goal goal, Cause cause) {
        var label = goal.product().reference();
        var at = label.lastIndexOf('@');
        try {
            var name = label.substring(0, at);
            if (tools.existing(name).standing() == Tool.Standing.LIVE) {
                return new Decided.Refused(label + " is bound already. Next: tools show " + name);
            }
            var tool = tools.rollback(name, Integer.parseInt(label.substring(at + 1)), cause);
            return new Decided.Done(goal, tool.label() + " is bound: turns see it from now on");
        } catch (Refusal refusal) {
            return new Decided.Refused(String.valueOf(refusal.getMessage()));
        }
    }

    /// Puts a goal away with its product: retires its tool, forgets its thought. No look tries it
    /// again.
    public Decided reject(int number, String because, Cause cause) {
        var found = new Goals(image).find(number);
        if (found.isEmpty()) {
            return none(number);
        }
        var goal = found.get();
        if (goal.state() instanceof GoalState.Retired) {
            return away(goal);
        }
        var product = goal.product();
        var gone = "";
        if (product.sort().equals("tool")) {
            var name = product.reference().replaceFirst("@.*", "");
            try {
                if (tools.existing(name).standing() != Tool.Standing.RETIRED) {
                    gone = "; " + tools.retire(name, cause).label() + " is retired";
                }
            } catch (Refusal nothing) {
                gone = "; its tool is gone already";
            }
        } else if (product.sort().equals("thought") && !product.reference().isEmpty()) {
            gone =
                    memory.forget(product.reference(), cause).isPresent()
                            ? "; its thought is forgotten"
                            : "; its thought is gone already";
        }
        return put(
                goal,
                new GoalState.Retired(
                        "rejected by the Architect" + (because.isEmpty() ? "" : ": " + because)),
                cause,
                "is rejected" + gone);
    }

    /// Puts a goal away and leaves its product.
    public Decided retire(int number, Cause cause) {
        return new Goals(image)
                .find(number)
                .map(goal ->
                        goal.state() instanceof GoalState.Retired
                                ? away(goal)
                                : put(
                                        goal,
                                        new GoalState.Retired("retired by the Architect"),
                                        cause,
                                        "is retired; what it made stays"))
                .orElseGet(() -> none(number));
    }

    private Decided moved(Goal goal, GoalEvent event, Cause cause, String what) {
        return put(goal, goal.state().after(event, Integer.MAX_VALUE), cause, what);
    }

    private Decided put(Goal goal, GoalState state, Cause cause, String what) {
        var next = goal.in(state, clock.instant());
        image.update(cause, change -> Goals.put(change, next));
        return new Decided.Done(next, "goal " + goal.number() + " " + what);
    }

    private static Decided away(Goal goal) {
        return new Decided.Refused(
                "goal %d is retired already. Next: goals show %d"
                        .formatted(goal.number(), goal.number()));
    }

    private Decided none(int number) {
        var all = new Goals(image).all();
        return new Decided.Refused(
                all.isEmpty()
                        ? "there are no goals yet. Next: motive once"
                        : "no goal %d; there are 1 to %d. Next: goals list"
                                .formatted(
                                        number,
                                        Optional.of(all.getLast()).map(Goal::number).orElse(0)));
    }
}
