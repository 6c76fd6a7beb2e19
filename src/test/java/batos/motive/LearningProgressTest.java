package batos.motive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.motive.choice.Candidate;
import batos.motive.choice.Competence;
import batos.motive.choice.ProgressPolicy;
import batos.motive.choice.Region;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class LearningProgressTest {
    @Nested
    class InASimulatedWorld {
        private static final int SEEDS = 5;

        private double mean(batos.motive.choice.GoalPolicy policy, boolean late) {
            var sum = 0.0;
            for (int seed = 1; seed <= SEEDS; seed++) {
                var effort = new LearningWorld(4, 3, 5, 100).spend(policy, 3_000, seed);
                sum += late ? effort.afterwards() : effort.onLearnable();
            }
            return sum / SEEDS;
        }

        @Test
        void effortGoesToWhatIsBeingLearned() {
            var progress = mean(ProgressPolicy.USUAL, false);
            var uniform = mean(LearningWorld.uniform(), false);
            var greedy = mean(LearningWorld.greedy(), false);
            assertTrue(progress >= 2 * uniform, progress + " against " + uniform);
            assertTrue(progress >= 2 * greedy, progress + " against " + greedy);
        }

        @Test
        void boredomLeavesWhatIsMastered() {
            var late = mean(ProgressPolicy.USUAL, true);
            assertTrue(
                    late < 0.75 * mean(ProgressPolicy.USUAL, false),
                    "share on what was learned: " + late);
        }
    }

    @Nested
    class Competences {
        @Test
        void unknownIsHalf() {
            assertEquals(Competence.UNKNOWN, Competence.of(List.of()));
        }

        @Test
        void risingSuccessIsProgress() {
            var outcomes = new ArrayList<>(Collections.nCopies(8, false));
            outcomes.addAll(Collections.nCopies(8, true));
            assertTrue(Competence.of(outcomes).progress() > 0.6);
        }

        @Test
        void whatNeverChangesIsNone() {
            assertEquals(0, Competence.of(Collections.nCopies(20, false)).progress(), 1e-9);
            assertEquals(0, Competence.of(Collections.nCopies(20, true)).progress(), 1e-9);
        }
    }

    @Test
    void theOddsOfAllCandidatesAddUpToOne() {
        var candidates = new ArrayList<Candidate>();
        for (int i = 0; i < 6; i++) {
            candidates.add(
                    new Candidate(i, new Region("t" + i / 2, "tool", "BRICK"), 0.5 + i / 10.0));
        }
        var choice =
                ProgressPolicy.USUAL
                        .choose(
                                candidates,
                                region ->
                                        new Competence(
                                                4, 0.2, region.theme().equals("t1") ? 0.7 : 0.2),
                                new SplittableRandom(4))
                        .orElseThrow();
        assertEquals(
                1, choice.among().stream().mapToDouble(odds -> odds.probability()).sum(), 1e-9);
        assertEquals("t1", choice.drawn().candidate().region().theme());
    }
}
