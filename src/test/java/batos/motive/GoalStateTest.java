package batos.motive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.motive.goal.GoalEvent;
import batos.motive.goal.GoalState;
import org.junit.jupiter.api.Test;

class GoalStateTest {
    private static final GoalState IDEA = new GoalState.Imagined();

    @Test
    void failuresEndInGivingUp() {
        var once = IDEA.after(new GoalEvent.Chosen(), 2).after(new GoalEvent.Failed("no code"), 2);
        assertEquals(1, assertInstanceOf(GoalState.Waiting.class, once).attempts());
        var twice = once.after(new GoalEvent.Chosen(), 2).after(new GoalEvent.Failed("no code"), 2);
        assertEquals(new GoalState.GivenUp("no code"), twice);
    }

    @Test
    void whatSaysThatItIsBlockedIsNotOpen() {
        var blocked = IDEA.after(new GoalEvent.SaidBlocked("needs a key"), 2);
        assertTrue(!blocked.isOpen());
        assertEquals(blocked, blocked.after(new GoalEvent.Chosen(), 2));
        assertTrue(blocked.after(new GoalEvent.Accepted("unblocked"), 2).isOpen());
    }

    @Test
    void anEndedGoalMeetsNoEvent() {
        var reached = IDEA.after(new GoalEvent.CheckHeld("4 tests hold"), 2);
        assertEquals(reached, reached.after(new GoalEvent.Failed("late"), 1));
        assertEquals(reached, reached.after(new GoalEvent.Chosen(), 1));
    }

    @Test
    void waitingForAServerCostsNoAttempt() {
        var active = IDEA.after(new GoalEvent.Chosen(), 2);
        var waiting = active.after(new GoalEvent.Postponed("away"), 2);
        assertEquals(0, assertInstanceOf(GoalState.Waiting.class, waiting).attempts());
        var made = active.after(new GoalEvent.Made("slugify@1"), 2);
        assertEquals(made, made.after(new GoalEvent.Postponed("away"), 2));
    }
}
