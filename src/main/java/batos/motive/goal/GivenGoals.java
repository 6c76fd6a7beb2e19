package batos.motive.goal;

import batos.image.Cause;
import batos.image.Image;
import batos.motive.budget.Cost;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// Goals that the Architect gives a persona. The check is a block that the language keeps.
///
/// @param keys makes a key for a new goal
/// @param most the highest cost of a goal
public record GivenGoals(
        Image image, Supplier<String> keys, Supplier<Cost> most, InstantSource clock) {
    /// @return the new goal's number
    public int give(String persona, String what, Cause cause) {
        var key = keys.get();
        var now = clock.instant();
        var number = new AtomicInteger();
        image.update(
                cause,
                change -> {
                    number.set(Goals.next(change.base()));
                    var aim =
                            new Aim(
                                    key,
                                    persona,
                                    "architect",
                                    GoalKind.ANSWER,
                                    "",
                                    "",
                                    what,
                                    Mandate.GIVEN,
                                    new GoalCheck.BlockHolds(),
                                    List.of(),
                                    List.of("the Architect gave it"),
                                    List.of(),
                                    most.get(),
                                    now);
                    Goals.put(
                            change,
                            Goal.fresh(
                                    number.get(),
                                    aim,
                                    new GoalState.Waiting(0, "given by the Architect")));
                });
        return number.get();
    }
}
