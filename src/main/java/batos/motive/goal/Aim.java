package batos.motive.goal;

import batos.motive.budget.Cost;
import java.time.Instant;
import java.util.List;

/// The subject of a goal. It is settled when the goal is imagined or given, and never changes.
///
/// @param key names the goal in the budget; no two goals of one home share it
/// @param persona whose it is
/// @param by `motive`, or `architect` for a goal that was given
/// @param theme the identity of its theme; empty for none known
/// @param about the theme in a few words
/// @param what one sentence
/// @param signs the fingerprints of the news that led to it
/// @param because the same news in words
/// @param lineage numbers of earlier goals that it goes on from
/// @param estimate the persona's estimate of the cost
public record Aim(
        String key,
        String persona,
        String by,
        GoalKind kind,
        String theme,
        String about,
        String what,
        Mandate mandate,
        GoalCheck check,
        List<String> signs,
        List<String> because,
        List<Integer> lineage,
        Cost estimate,
        Instant imagined) {
    public Aim {
        signs = List.copyOf(signs);
        because = List.copyOf(because);
        lineage = List.copyOf(lineage);
    }
}
