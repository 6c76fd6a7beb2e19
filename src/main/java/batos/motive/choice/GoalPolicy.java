package batos.motive.choice;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/// A way to choose the next goal.
@FunctionalInterface
public interface GoalPolicy {
    /// @param known how well each region goes
    /// @return empty where there is no candidate
    Optional<Choice> choose(
            List<Candidate> candidates, Function<Region, Competence> known, RandomGenerator chance);
}
