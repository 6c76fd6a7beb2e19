package batos.motive.goal;

import batos.motive.budget.Cost;
import batos.motive.choice.Region;
import java.time.Instant;
import java.util.List;

/// A goal that a persona set itself, or that the Architect gave it.
///
/// @param number from 1 within the image
/// @param spent the cost of its calls
/// @param trajectory a digest of the calls of its last attempt
/// @param odds the numbers of its latest choice, one line each
public record Goal(
        int number,
        Aim aim,
        GoalState state,
        Product product,
        Cost spent,
        String trajectory,
        List<String> odds,
        Instant changed) {
    public Goal {
        odds = List.copyOf(odds);
    }

    /// A goal that nothing was done for yet.
    public static Goal fresh(int number, Aim aim, GoalState state) {
        return new Goal(number, aim, state, Product.NONE, Cost.NONE, "", List.of(), aim.imagined());
    }

    public String key() {
        return aim.key();
    }

    public String persona() {
        return aim.persona();
    }

    public GoalKind kind() {
        return aim.kind();
    }

    public String what() {
        return aim.what();
    }

    public Mandate mandate() {
        return aim.mandate();
    }

    public GoalCheck check() {
        return aim.check();
    }

    public List<String> because() {
        return aim.because();
    }

    public Region region() {
        return new Region(aim.theme(), kind().word(), persona());
    }

    /// One line for lists.
    public String line() {
        var detail = state.detail();
        return "%d %s, %s, %s: %s%s"
                .formatted(
                        number,
                        persona(),
                        kind().word(),
                        state.word(),
                        what(),
                        detail.isEmpty() ? "" : " (" + detail + ")");
    }

    public Goal in(GoalState other, Instant now) {
        return new Goal(number, aim, other, product, spent, trajectory, odds, now);
    }

    /// After an attempt.
    public Goal tried(Product made, Cost cost, String calls) {
        return new Goal(
                number,
                aim,
                state,
                made.isNone() ? product : made,
                spent.plus(cost),
                calls,
                odds,
                changed);
    }

    public Goal drawnBy(List<String> numbers) {
        return new Goal(number, aim, state, product, spent, trajectory, numbers, changed);
    }
}
