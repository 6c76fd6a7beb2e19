package batos.motive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import batos.motive.budget.Cost;
import batos.motive.goal.Aim;
import batos.motive.goal.Goal;
import batos.motive.goal.GoalCheck;
import batos.motive.goal.GoalKind;
import batos.motive.goal.GoalLikeness;
import batos.motive.goal.GoalLikeness.Verdict;
import batos.motive.goal.GoalState;
import batos.motive.goal.Mandate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoalLikenessTest {
    private static final String WHAT = "a small tool that sorts the words of a text alphabetically";

    private static Goal goal(GoalState state) {
        var aim =
                new Aim(
                        "key",
                        "ROBIN",
                        "motive",
                        GoalKind.TOOL,
                        "theme",
                        "words",
                        WHAT,
                        Mandate.GIVEN,
                        new GoalCheck.ToolTests("sort_words"),
                        List.of("first news"),
                        List.of(),
                        List.of(),
                        Cost.NONE,
                        Instant.EPOCH);
        return Goal.fresh(4, aim, state);
    }

    private static Verdict of(String what, GoalKind kind, String sign, GoalState state) {
        return GoalLikeness.of(kind, what, List.of(sign), List.of(goal(state)));
    }

    @Test
    void nearlyTheSameWordsAreTheSameGoal() {
        var same = "a tool that sorts the words of a small text alphabetically";
        for (var state :
                List.of(
                        new GoalState.Waiting(0, ""),
                        new GoalState.Reached("4 tests hold"),
                        new GoalState.Blocked("asks"),
                        new GoalState.Retired("rejected"))) {
            assertInstanceOf(
                    Verdict.Known.class,
                    of(same, GoalKind.TOOL, "other news", state),
                    () -> "" + state);
        }
        assertInstanceOf(
                Verdict.New.class,
                of(same, GoalKind.QUESTION, "first news", new GoalState.Imagined()));
        assertInstanceOf(
                Verdict.New.class,
                of("count the vowels", GoalKind.TOOL, "first news", new GoalState.Imagined()));
    }

    @Test
    void oneThatWasGivenUpIsTriedAgainOnlyForOtherNews() {
        var given = new GoalState.GivenUp("no usable code");
        assertInstanceOf(Verdict.Known.class, of(WHAT, GoalKind.TOOL, "first news", given));
        var again =
                assertInstanceOf(Verdict.Again.class, of(WHAT, GoalKind.TOOL, "other news", given));
        assertEquals(4, again.before().number());
    }
}
