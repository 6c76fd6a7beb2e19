package batos.motive.choice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// Draws a goal in proportion to the absolute learning progress of its region, with a share of
/// exploration that goes to every region alike; both count as much as the codex of the persona
/// speaks for them. Mastered and hopeless regions make no progress: boredom leaves them.
///
/// `p(region) = (1 - e) * LP * w / sum(LP * w) + e * w / sum(w)`, the mixture of arXiv 2502.07709
/// with e = 0.2 as there; within a region in proportion to `w`.
public record ProgressPolicy(double exploration) implements GoalPolicy {
    public static final ProgressPolicy USUAL = new ProgressPolicy(0.2);

    @Override
    public Optional<Choice> choose(
            List<Candidate> candidates,
            Function<Region, Competence> known,
            RandomGenerator chance) {
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        Map<Region, List<Candidate>> regions = new LinkedHashMap<>();
        candidates.forEach(
                it -> regions.computeIfAbsent(it.region(), region -> new ArrayList<>()).add(it));
        var weights = new LinkedHashMap<Region, Double>();
        var pulls = new LinkedHashMap<Region, Double>();
        regions.forEach((region, goals) -> {
            var weight = goals.stream().mapToDouble(Candidate::weight).average().orElse(0);
            weights.put(region, weight);
            pulls.put(region, weight * known.apply(region).progress());
        });
        var weightSum = sum(weights);
        var pullSum = sum(pulls);
        var odds = new ArrayList<Choice.Odds>();
        regions.forEach((region, goals) -> {
            var even = weights.getOrDefault(region, 0.0) / weightSum;
            var pulled = pullSum == 0 ? even : pulls.getOrDefault(region, 0.0) / pullSum;
            var within = goals.stream().mapToDouble(Candidate::weight).sum();
            goals.forEach(goal -> {
                var share = goal.weight() / within;
                odds.add(
                        new Choice.Odds(
                                goal,
                                known.apply(region),
                                exploration * even * share,
                                ((1 - exploration) * pulled + exploration * even) * share));
            });
        });
        return Optional.of(new Choice(drawn(odds, chance.nextDouble()), odds));
    }

    private static double sum(Map<Region, Double> of) {
        return of.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static Choice.Odds drawn(List<Choice.Odds> odds, double at) {
        var left = at;
        for (var each : odds) {
            left -= each.probability();
            if (left < 0) {
                return each;
            }
        }
        return odds.getLast();
    }
}
