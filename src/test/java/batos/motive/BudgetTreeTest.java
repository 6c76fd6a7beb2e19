package batos.motive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.motive.budget.Breaker;
import batos.motive.budget.BudgetFile;
import batos.motive.budget.BudgetJournal;
import batos.motive.budget.BudgetLimits;
import batos.motive.budget.BudgetTree;
import batos.motive.budget.BudgetTree.Answer;
import batos.motive.budget.BudgetTree.Level;
import batos.motive.budget.Cost;
import batos.motive.budget.Reservation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.logging.Logger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetTreeTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final BudgetLimits LIMITS =
            new BudgetLimits(
                    new Cost(1_000, 10_000, 5_000),
                    new Cost(2_000, 15_000, 8_000),
                    new Cost(5_000, 60_000, 20_000));

    /// Random schedules of reservations, settlements, failures, hours that pass and processes that
    /// die: no level ever holds more than its limit.
    @Test
    void nothingOverspendsInAThousandRandomSchedules() {
        var log = Logger.getLogger("batos.motive");
        var level = log.getLevel();
        log.setLevel(java.util.logging.Level.OFF);
        try {
            for (int seed = 0; seed < 1_000; seed++) {
                schedule(seed);
            }
        } finally {
            log.setLevel(level);
        }
    }

    private static void schedule(int seed) {
        var chance = new Random(seed);
        BudgetJournal failing =
                new BudgetJournal() {
                    @Override
                    public void reserved(Reservation reservation) throws IOException {
                        if (chance.nextInt(20) == 0) {
                            throw new IOException("no space left");
                        }
                    }

                    @Override
                    public void settled(Reservation reservation, Cost took) throws IOException {
                        if (chance.nextInt(20) == 0) {
                            throw new IOException("no space left");
                        }
                    }

                    @Override
                    public void breaker(Breaker breaker) {}
                };
        var tree = new BudgetTree(() -> LIMITS, failing);
        var now = NOON;
        var open = new ArrayList<Reservation>();
        Map<String, Cost> took = new HashMap<>();
        for (int step = 0; step < 200; step++) {
            now = now.plus(Duration.ofMinutes(chance.nextInt(20)));
            var goal = "g" + chance.nextInt(6);
            if (!open.isEmpty() && chance.nextBoolean()) {
                var one = open.remove(chance.nextInt(open.size()));
                var part = part(one.amount(), chance);
                tree.settle(one, part);
                tree.settle(one, part);
                took.merge(one.goal(), part, Cost::plus);
            } else {
                var wanted =
                        new Cost(chance.nextInt(600), chance.nextInt(6_000), chance.nextInt(3_000));
                if (tree.reserve(goal, wanted, now) instanceof Answer.Reserved(var made)) {
                    open.add(made);
                }
            }
            for (var level : Level.values()) {
                assertWithin(tree.spent(level, goal, now), BudgetTree.limit(LIMITS, level), seed);
            }
        }
        for (var one : open) {
            tree.settle(one, Cost.NONE);
        }
        var last = now;
        took.forEach((goal, amount) ->
                assertEquals(
                        amount,
                        tree.spent(Level.GOAL, goal, last),
                        "what was not taken is given back"));
    }

    private static Cost part(Cost whole, Random chance) {
        return chance.nextInt(4) == 0
                ? Cost.NONE
                : new Cost(
                        chance.nextLong(whole.tokens() + 1),
                        chance.nextLong(whole.modelMillis() + 1),
                        chance.nextLong(whole.sandboxMillis() + 1));
    }

    private static void assertWithin(Cost spent, Cost limit, int seed) {
        assertTrue(
                spent.tokens() <= limit.tokens()
                        && spent.modelMillis() <= limit.modelMillis()
                        && spent.sandboxMillis() <= limit.sandboxMillis(),
                () -> "schedule " + seed + ": " + spent + " of " + limit);
    }

    @Test
    void aRefusalNamesTheLevelAndWhatIsTaken() {
        var tree = new BudgetTree(() -> LIMITS, BudgetJournal.NONE);
        assertInstanceOf(Answer.Reserved.class, tree.reserve("a", Cost.model(900, 0), NOON));
        var refused =
                assertInstanceOf(Answer.Refused.class, tree.reserve("a", Cost.model(200, 0), NOON));
        assertEquals(Level.GOAL, refused.level());
        assertTrue(refused.why().contains("900 tokens"), refused.why());
        assertInstanceOf(Answer.Reserved.class, tree.reserve("b", Cost.model(200, 0), NOON));
    }

    @Nested
    class AProcessThatIsKilled {
        @TempDir Path folder;

        private BudgetFile.Opened open() throws IOException {
            return BudgetFile.open(folder.resolve("motive.budget"), () -> LIMITS);
        }

        @Test
        void leavesWhatItHeldAsSpentAndTheRestAsItWas() throws IOException {
            var before = open();
            var settled = (Answer.Reserved) before.tree().reserve("a", Cost.model(500, 900), NOON);
            before.tree().settle(settled.reservation(), Cost.model(120, 300));
            before.tree().reserve("a", Cost.model(400, 800), NOON);
            before.file().close();

            var after = open().tree();
            assertEquals(Cost.model(520, 1_100), after.spent(Level.GOAL, "a", NOON));
            assertEquals(Cost.model(520, 1_100), after.spent(Level.DAY, "a", NOON));
        }

        @Test
        void leavesItsBreakerOpenUntilSomethingAnswers() throws IOException {
            var before = open();
            before.tree().failed("connection refused\nby 127.0.0.1", NOON);
            before.tree().failed("connection refused\nby 127.0.0.1.", NOON);
            before.file().close();
            // A kill while the next line was written.
            Files.writeString(folder.resolve("motive.budget"), "B 0 0", StandardOpenOption.APPEND);

            var after = open();
            var breaker = assertInstanceOf(Breaker.Open.class, after.tree().breaker());
            assertEquals(
                    new Breaker.Open(
                            NOON.plus(Duration.ofMinutes(2)),
                            2,
                            "connection refused by 127.0.0.1."),
                    breaker);
            assertTrue(!breaker.allows(NOON.plusSeconds(119)));
            after.tree().failed("still away", NOON.plusSeconds(120));
            after.file().close();

            var later = open();
            assertEquals(3, assertInstanceOf(Breaker.Open.class, later.tree().breaker()).faults());
            later.tree().worked();
            later.file().close();
            assertEquals(new Breaker.Closed(), open().tree().breaker());
        }

        @Test
        void mayCutALineOff() throws IOException {
            var before = open();
            before.tree().reserve("a", Cost.model(400, 0), NOON);
            before.file().close();
            Files.writeString(
                    folder.resolve("motive.budget"), "S 1 10 0", StandardOpenOption.APPEND);

            var after = open();
            assertEquals(Cost.model(400, 0), after.tree().spent(Level.GOAL, "a", NOON));
            after.tree().reserve("a", Cost.model(100, 0), NOON);
            after.file().close();
            assertEquals(Cost.model(500, 0), open().tree().spent(Level.GOAL, "a", NOON));
        }

        @Test
        void findsALongFileCondensedToTheSameSums() throws IOException {
            var wide = new Cost(1_000_000, 1_000_000, 1_000_000);
            var file = folder.resolve("motive.budget");
            var before = BudgetFile.open(file, () -> new BudgetLimits(wide, wide, wide));
            before.tree().failed("away", NOON);
            for (int i = 0; i < 1_200; i++) {
                before.tree().reserve("g" + i % 3, Cost.model(2, 1), NOON.plusSeconds(i));
            }
            before.file().close();
            var after = open();
            assertEquals(2_400, after.tree().spent(Level.DAY, "", NOON).tokens());
            assertEquals(800, after.tree().spent(Level.GOAL, "g1", NOON).tokens());
            after.file().close();
            assertTrue(Files.readAllLines(file).size() <= 4);
            assertInstanceOf(Breaker.Open.class, open().tree().breaker());
            assertEquals(2_400, open().tree().spent(Level.DAY, "", NOON).tokens());
        }
    }

    @Test
    void aBreakerWaitsLongerAfterEachFaultAndClosesAfterASuccess() {
        Breaker breaker = new Breaker.Closed();
        var waits = new ArrayList<Duration>();
        for (int i = 0; i < 12; i++) {
            breaker = breaker.failed("away", NOON);
            var open = assertInstanceOf(Breaker.Open.class, breaker);
            waits.add(Duration.between(NOON, open.until()));
        }
        assertEquals(
                List.of(Duration.ofMinutes(1), Duration.ofMinutes(2), Duration.ofMinutes(4)),
                waits.subList(0, 3));
        assertEquals(Breaker.LONGEST, waits.getLast());
        assertTrue(!breaker.allows(NOON.plus(Duration.ofHours(5))));
        assertTrue(breaker.allows(NOON.plus(Duration.ofHours(6))));
        assertTrue(breaker.worked().allows(NOON));
    }
}
