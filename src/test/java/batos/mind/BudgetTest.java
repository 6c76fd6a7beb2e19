package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.tape.Tape;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetTest {
    @TempDir Path folder;

    private Instant now = Instant.parse("2026-03-01T23:00:00Z");
    private final Mind brief = new Spoken(rehearsing("one two three"));
    private final Mind wordy = new Spoken(rehearsing("word ".repeat(400)));

    private static Mind rehearsing(String reply) {
        return new RehearsalMind(
                Scripts.of("[[rule]]\nreply = '" + reply + "'"), Duration.ofSeconds(1));
    }

    private Budget budget(long perTurn, long perDay) {
        var book = new DailyTokens(folder.resolve("tokens.today"), () -> now, Tape.live());
        return new Budget(() -> perTurn, () -> perDay, book);
    }

    private static Reply think(Mind spending) {
        return spending.think(MindContractTest.prompt(Scenario.TEXT), text -> {});
    }

    private static String refused(Reply reply) {
        var failed = assertInstanceOf(Reply.Failed.class, reply);
        assertEquals(Reply.Fault.BUDGET, failed.fault());
        return failed.why();
    }

    @Test
    void aCallIsReservedByItsLongestReplyAndSettledByItsRealOne() {
        var turn = budget(1000, 1000).forTurn(brief);
        for (int i = 0; i < 20; i++) {
            assertInstanceOf(Reply.Answered.class, think(turn));
        }
    }

    @Test
    void aTurnThatHasSpentItsTokensIsToldTheNumbersAndTheRemedy() {
        var why = refused(think(budget(200, 10_000).forTurn(brief)));
        assertTrue(why.contains("this turn has spent 0 of 200 tokens"), why);
        assertTrue(why.contains("/settings set budget.tokens_per_turn N"), why);
    }

    @Test
    void allTurnsOfADayShareItAndTheNextDayIsFresh() {
        var budget = budget(1000, 600);
        assertInstanceOf(Reply.Answered.class, think(budget.forTurn(wordy)));
        var why = refused(think(budget.forTurn(wordy)));
        assertTrue(why.contains("of 600 tokens"), why);
        assertTrue(why.contains("/settings set budget.tokens_per_day N"), why);
        now = Instant.parse("2026-03-02T00:00:00Z");
        assertEquals(0, budget.spentToday());
        assertInstanceOf(Reply.Answered.class, think(budget.forTurn(wordy)));
    }

    @Test
    void aRehearsalSpendsNothingOfTheDayAndIsStillBoundedByItsTurn() {
        var budget = budget(600, 600);
        var turn = budget.forTurn(rehearsing("word ".repeat(400)));
        assertInstanceOf(Reply.Answered.class, think(turn));
        assertEquals(0, budget.spentToday());
        assertTrue(refused(think(turn)).contains("this turn has spent"));
        assertInstanceOf(Reply.Answered.class, think(budget.forTurn(wordy)));
    }

    @Test
    void whatWasSpentTodayIsKnownAfterARestart() {
        think(budget(1000, 600).forTurn(wordy));
        var spent = budget(1000, 600).spentToday();
        assertTrue(spent > 400, "spent " + spent);
        refused(think(budget(1000, 600).forTurn(wordy)));
        now = Instant.parse("2026-03-02T00:00:00Z");
        assertEquals(0, budget(1000, 600).spentToday());
    }

    @Test
    void callsUnderWayAreCountedSoThatNoTwoSpendTheSameTokens() throws Exception {
        var inside = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        var budget = budget(1000, 400);
        var slow = budget.forTurn(new Waiting(brief, inside, go));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit((Callable<Reply>) () -> think(slow));
            inside.await();
            refused(think(budget.forTurn(brief)));
            go.countDown();
            assertInstanceOf(Reply.Answered.class, first.get());
        }
        assertInstanceOf(Reply.Answered.class, think(budget.forTurn(brief)));
    }

    /// A rehearsal in the name of a model.
    private record Spoken(Mind mind) implements Mind {
        @Override
        public String name() {
            return "ollama";
        }

        @Override
        public Reply think(Prompt prompt, Consumer<String> heard) {
            return mind.think(prompt, heard);
        }

        @Override
        public List<Model> models() {
            return mind.models();
        }

        @Override
        public void close() {
            mind.close();
        }
    }

    /// Thinks when it is let go.
    private static final class Waiting extends ForwardingMind {
        private final CountDownLatch inside;
        private final CountDownLatch go;

        Waiting(Mind mind, CountDownLatch inside, CountDownLatch go) {
            super(mind);
            this.inside = inside;
            this.go = go;
        }

        @Override
        public Reply think(Prompt prompt, Consumer<String> heard) {
            inside.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                return new Reply.Interrupted();
            }
            return mind.think(prompt, heard);
        }
    }
}
