package batos.motive;

import batos.motive.choice.Candidate;
import batos.motive.choice.Choice;
import batos.motive.choice.Competence;
import batos.motive.choice.GoalPolicy;
import batos.motive.choice.Region;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Function;

/// A simulated world of goals in regions: some are mastered already (they succeed 19 times of 20),
/// some are impossible (1 of 50), and some are learned by practice: their success rises with the
/// tries, `0.95 (1 - exp(-n / practice))`. What a policy is worth is the share of its tries that
/// went to regions that can be learned, as long as not all of them are.
public final class LearningWorld {
    private static final double SURE = 0.95;
    private static final double NEVER = 0.02;

    /// Beyond this success a learnable region counts as mastered.
    private static final double LEARNED = 0.8;

    private final List<Place> places = new ArrayList<>();

    /// @param learnable how many regions can be learned
    /// @param practice after so many tries half of it is learned
    public LearningWorld(int mastered, int learnable, int impossible, int practice) {
        for (int i = 0; i < mastered; i++) {
            places.add(new Place(new Region("mastered" + i, "tool", "BRICK"), Nature.MASTERED, 0));
        }
        for (int i = 0; i < learnable; i++) {
            places.add(
                    new Place(
                            new Region("learnable" + i, "tool", "BRICK"),
                            Nature.LEARNABLE,
                            practice));
        }
        for (int i = 0; i < impossible; i++) {
            places.add(new Place(new Region("no" + i, "tool", "BRICK"), Nature.IMPOSSIBLE, 0));
        }
    }

    private enum Nature {
        MASTERED,
        LEARNABLE,
        IMPOSSIBLE
    }

    private static final class Place {
        final Region region;
        final Nature nature;
        final int practice;
        final List<Boolean> outcomes = new ArrayList<>();

        Place(Region region, Nature nature, int practice) {
            this.region = region;
            this.nature = nature;
            this.practice = practice;
        }

        double success() {
            return switch (nature) {
                case MASTERED -> SURE;
                case IMPOSSIBLE -> NEVER;
                case LEARNABLE -> SURE * (1 - Math.exp(-outcomes.size() / (double) practice));
            };
        }

        boolean isBeingLearned() {
            return nature == Nature.LEARNABLE && success() < LEARNED;
        }
    }

    /// What a policy did.
    ///
    /// @param onLearnable share of tries on learnable regions while one of them was not learned yet
    /// @param afterwards share of tries on what could be learned, once all of it was
    /// @param learnedAfter tries until all was learned; the budget where it never was
    public record Effort(double onLearnable, double afterwards, int learnedAfter) {}

    /// Lets a policy spend so many tries.
    public Effort spend(GoalPolicy policy, int tries, long seed) {
        var chance = new SplittableRandom(seed);
        Map<Region, Place> at = new HashMap<>();
        places.forEach(place -> at.put(place.region, place));
        var candidates = new ArrayList<Candidate>();
        places.forEach(place -> candidates.add(new Candidate(candidates.size(), place.region, 1)));
        int learning = 0;
        int before = 0;
        int late = 0;
        int after = 0;
        for (int i = 0; i < tries; i++) {
            var open = places.stream().anyMatch(Place::isBeingLearned);
            var place =
                    at.get(
                            policy.choose(
                                            candidates,
                                            region -> Competence.of(at.get(region).outcomes),
                                            chance)
                                    .orElseThrow()
                                    .drawn()
                                    .candidate()
                                    .region());
            if (open) {
                before++;
                learning += place.nature == Nature.LEARNABLE ? 1 : 0;
            } else {
                after++;
                late += place.nature == Nature.LEARNABLE ? 1 : 0;
            }
            place.outcomes.add(chance.nextDouble() < place.success());
        }
        return new Effort(
                before == 0 ? 0 : learning / (double) before,
                after == 0 ? 0 : late / (double) after,
                before);
    }

    /// Every region as likely as every other.
    public static GoalPolicy uniform() {
        return (candidates, known, chance) ->
                only(candidates.get(chance.nextInt(candidates.size())), known);
    }

    /// Mostly the region that goes best, one in five at random.
    public static GoalPolicy greedy() {
        return (candidates, known, chance) ->
                chance.nextDouble() < 0.2
                        ? uniform().choose(candidates, known, chance)
                        : only(
                                candidates.stream()
                                        .max(
                                                Comparator.comparingDouble(
                                                        it -> known.apply(it.region()).recent()))
                                        .orElseThrow(),
                                known);
    }

    private static Optional<Choice> only(Candidate candidate, Function<Region, Competence> known) {
        var odds = new Choice.Odds(candidate, known.apply(candidate.region()), 1, 1);
        return Optional.of(new Choice(odds, List.of(odds)));
    }
}
