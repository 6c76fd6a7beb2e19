package batos.bench;

import batos.app.IdleHouse;
import batos.image.Author;
import batos.image.Cause;
import batos.motive.LearningWorld;
import batos.motive.choice.GoalPolicy;
import batos.motive.choice.ProgressPolicy;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// The simulated learning world: learning progress beside uniform and greedy choice, over several
/// seeds. Then what 24 hours without news cost, and how long after an interrupt a step that waits
/// for its model is abandoned. Arguments: how many worlds, how many interrupts.
public final class MotiveBench {
    private static final String SLOW =
            """
            [[rule]]
            name = "slow goals"
            purpose = "goals"
            delay_ms = 60000
            json = { goals = [] }

            [[rule]]
            name = "all else"
            reply = "Good morning."
            """;

    private MotiveBench() {}

    public static void main(String[] args) throws Exception {
        worlds(args.length > 0 ? Integer.parseInt(args[0]) : 50);
        house(args.length > 1 ? Integer.parseInt(args[1]) : 50);
    }

    private static void house(int rounds) throws Exception {
        var folder = Files.createTempDirectory("motive-bench");
        try (var house =
                IdleHouse.open(
                        folder,
                        InstantSource.system(),
                        SLOW,
                        "tokens_per_goal = 20000",
                        "tokens_per_goal = 100000000",
                        "tokens_per_hour = 40000",
                        "tokens_per_hour = 100000000",
                        "tokens_per_day = 200000",
                        "tokens_per_day = 100000000")) {
            house.motive().night(Duration.ofHours(24));
            var began = System.nanoTime();
            var night = house.motive().night(Duration.ofHours(24));
            System.out.printf(
                    "24 hours without news: %d looks, %d calls, %d commits, %d ms of the processor,"
                            + " %.1f ms by the wall clock%n",
                    night.done().looks(),
                    night.done().tally().modelCalls(),
                    night.done().commits(),
                    night.cpuMillis(),
                    (System.nanoTime() - began) / 1e6);
            var cause = new Cause(Author.ARCHITECT, "@ hello", house.image().now().number());
            house.conversation().ask("hello, how was the garden?", cause, signal -> {});
            var took = new long[rounds];
            for (int i = 0; i < rounds; i++) {
                var look = Thread.ofPlatform().start(() -> house.motive().once());
                while (look.isAlive() && !isThinking(look)) {
                    Thread.sleep(1);
                }
                var pressed = System.nanoTime();
                look.interrupt();
                look.join();
                took[i] = System.nanoTime() - pressed;
            }
            Arrays.sort(took);
            System.out.printf(
                    "a step abandoned %.1f ms after the interrupt (median of %d; p95 %.1f, slowest"
                            + " %.1f); goals left: %d%n",
                    took[rounds / 2] / 1e6,
                    rounds,
                    took[rounds * 95 / 100] / 1e6,
                    took[rounds - 1] / 1e6,
                    house.motive().goals().all().size());
        }
    }

    private static boolean isThinking(Thread look) {
        return Arrays.stream(look.getStackTrace())
                .anyMatch(frame -> frame.getClassName().endsWith("RehearsalMind"));
    }

    private static void worlds(int worlds) {
        RandomGenerator seeds = new SplittableRandom(4);
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
