package batos.motive.goal;

import batos.motive.budget.Amount;
import batos.motive.choice.Region;
import java.time.Instant;
import java.util.List;

/// Something that a persona wants to reach of its own accord, or that the Architect gave it.
///
/// @param number from 1 within the image
/// @param key names it in the budget; no two goals of one home share it
/// @param persona whose it is
/// @param by `motive`, or `architect` for a goal that was given
/// @param theme the identity of what it is about; empty for nothing known
/// @param about the theme in a few words
/// @param what one sentence
/// @param signs the fingerprints of the news that led to it
/// @param because the same news in words
/// @param lineage numbers of earlier goals that it goes on from
/// @param estimate what it may cost, as the persona thinks
/// @param spent what its calls took
/// @param trajectory a digest of the calls of its last attempt
/// @param odds the numbers of its latest choice, one line each
public record Goal(
        int number,
        String key,
        String persona,
        String by,
        GoalKind kind,
        String theme,
        String about,
        String what,
        Mandate mandate,
        GoalCheck check,
        GoalState state,
        Product product,
        List<String> signs,
        List<String> because,
        List<Integer> lineage,
        Amount estimate,
        Amount spent,
        String trajectory,
        List<String> odds,
        Instant imagined,
        Instant changed) {
    public Goal {
        signs = List.copyOf(signs);
        because = List.copyOf(because);
        lineage = List.copyOf(lineage);
        odds = List.copyOf(odds);
    }

    public Region region() {
        return new Region(theme, kind.word(), persona);
    }

    /// One line for lists.
    public String line() {
        var detail = state.detail();
        return "%d %s, %s, %s: %s%s"
                .formatted(
                        number,
                        persona,
                        kind.word(),
                        state.word(),
                        what,
                        detail.isEmpty() ? "" : " (" + detail + ")");
    }

    public Goal in(GoalState other, Instant now) {
        return new Goal(
                number,
                key,
                persona,
                by,
                kind,
                theme,
                about,
                what,
                mandate,
                check,
                other,
                product,
                signs,
                because,
                lineage,
                estimate,
                spent,
                trajectory,
                odds,
                imagined,
                now);
    }

    /// After an attempt.
    public Goal tried(Product made, Amount cost, String calls) {
        return new Goal(
                number,
                key,
                persona,
                by,
                kind,
                theme,
                about,
                what,
                mandate,
                check,
                state,
                made.isNone() ? product : made,
                signs,
                because,
                lineage,
                estimate,
                spent.plus(cost),
                calls,
                odds,
                imagined,
                changed);
    }

    public Goal drawnBy(List<String> numbers) {
        return new Goal(
                number,
                key,
                persona,
                by,
                kind,
                theme,
                about,
                what,
                mandate,
                check,
                state,
                product,
                signs,
                because,
                lineage,
                estimate,
                spent,
                trajectory,
                numbers,
                imagined,
                changed);
    }
}
