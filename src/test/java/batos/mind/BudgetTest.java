package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BudgetTest {
    private Instant now = Instant.parse("2026-03-01T23:00:00Z");
    private final Budget budget = new Budget(1000, 600, () -> now);
    private final Mind mind =
            new RehearsalMind(
                    Scripts.of("[[rule]]\nreply = 'one two three'"), Duration.ofSeconds(1));

    private Reply think(Mind spending) {
        return spending.think(MindContractTest.prompt(Scenario.TEXT), text -> {});
    }

    @Test
    void aCallIsReservedByItsLongestReplyAndSettledByItsRealOne() {
        var turn = budget.forTurn(mind);
        for (int i = 0; i < 20; i++) {
            assertInstanceOf(Reply.Answered.class, think(turn));
        }
    }

    @Test
    void aTurnThatHasSpentItsTokensIsToldSo() {
        var turn = new Budget(200, 0, () -> now).forTurn(mind);
        var failed = assertInstanceOf(Reply.Failed.class, think(turn));
        assertEquals(Reply.Fault.BUDGET, failed.fault());
        assertTrue(failed.why().contains("budget.tokens_per_turn"), failed.why());
    }

    @Test
    void idleWorkSharesADayAndTheNextDayIsFresh() {
        var greedy =
                new RehearsalMind(
                        Scripts.of("[[rule]]\nreply = '" + "word ".repeat(400) + "'"),
                        Duration.ofSeconds(1));
        assertInstanceOf(Reply.Answered.class, think(budget.forIdleWork(greedy)));
        assertEquals(
                Reply.Fault.BUDGET,
                assertInstanceOf(Reply.Failed.class, think(budget.forIdleWork(greedy))).fault());
        now = Instant.parse("2026-03-02T00:00:00Z");
        assertEquals(600, budget.leftToday());
        assertInstanceOf(Reply.Answered.class, think(budget.forIdleWork(greedy)));
    }
}
