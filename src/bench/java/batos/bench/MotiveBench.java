package batos.bench;

import batos.motive.LearningWorld;
import batos.motive.choice.GoalPolicy;
import batos.motive.choice.ProgressPolicy;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// The simulated learning world: learning progress beside uniform and greedy choice, over several
/// seeds. Argument: how many worlds.
public final class MotiveBench {
    private MotiveBench() {}

    public static void main(String[] args) {
        RandomGenerator seeds = new SplittableRandom(4);
        int worlds = args.length > 0 ? Integer.parseInt(args[0]) : 50;
        Map<String, GoalPolicy> policies = new LinkedHashMap<>();
        policies.put("learning progress", ProgressPolicy.USUAL);
        policies.put("uniform", LearningWorld.uniform());
        policies.put("greedy", LearningWorld.greedy());
        policies.forEach((name, policy) -> {
            double on = 0;
            double late = 0;
            double until = 0;
            for (int i = 0; i < worlds; i++) {
                var effort = new LearningWorld(4, 3, 5, 100).spend(policy, 3_000, seeds.nextLong());
                on += effort.onLearnable() / worlds;
                late += effort.afterwards() / worlds;
                until += effort.learnedAfter() / (double) worlds;
            }
            System.out.printf(
                    "%-18s share on what can be learned %.2f, all learned after %.0f tries, share"
                            + " on it afterwards %.2f%n",
                    name, on, until, late);
        });
    }
}
