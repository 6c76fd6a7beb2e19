package batos.motive.goal;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Recognises a goal of before: the same kind, and most of the words the same. By words and not by
/// meaning, so that it costs nothing and works where no embedding model is at hand.
public final class GoalLikeness {
    /// Jaccard's index from here on is the same goal.
    private static final double SAME = 0.7;

    private GoalLikeness() {}

    /// The fate of an idea, given the present goals.
    public sealed interface Verdict {
        record New() implements Verdict {}

        /// The goal existed before, and its signs have changed since.
        record Again(Goal before) implements Verdict {}

        record Known(Goal before) implements Verdict {}
    }

    /// @param signs fingerprints of the news that led to the idea
    public static Verdict of(GoalKind kind, String what, List<String> signs, List<Goal> goals) {
        return latestAlike(kind, what, goals)
                .<Verdict>map(before ->
                        before.state() instanceof GoalState.GivenUp
                                        && !before.aim().signs().containsAll(signs)
                                ? new Verdict.Again(before)
                                : new Verdict.Known(before))
                .orElseGet(Verdict.New::new);
    }

    private static Optional<Goal> latestAlike(GoalKind kind, String what, List<Goal> goals) {
        var words = words(what);
        return goals.reversed().stream()
                .filter(goal -> goal.kind() == kind)
                .filter(goal -> shared(words, words(goal.what())) >= SAME)
                .findFirst();
    }

    static Set<String> words(String text) {
        var words = new HashSet<String>();
        Arrays.stream(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
                .filter(word -> word.length() > 2)
                .forEach(words::add);
        return words;
    }

    static double shared(Set<String> one, Set<String> other) {
        var both = new HashSet<>(one);
        both.retainAll(other);
        var all = one.size() + other.size() - both.size();
        return all == 0 ? 1 : both.size() / (double) all;
    }

    /// The support of a mandate for a goal, 0.5 to 1: the share of the goal's words that stand in
    /// it. It is the codex's weight in the draw.
    public static double weight(Goal goal) {
        var words = words(goal.what());
        var both = new HashSet<>(words);
        both.retainAll(words(goal.mandate().text()));
        return goal.mandate().line() == 0 || words.isEmpty()
                ? 1
                : 0.5 + 0.5 * both.size() / words.size();
    }
}
