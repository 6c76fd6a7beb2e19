package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that pursues goals without end is killed at a moment nobody chose: at the next start
/// each step is there whole or not at all, and the budget knows all that was spent. How often
/// stands in the system property `batos.kills`.
class KilledPursuitIT {
    private static final int KILLS = Integer.getInteger("batos.kills", 3);
    private static final long PER_DAY = 200_000;

    @TempDir Path folder;

    @Test
    void aKillAtAnyMomentLeavesWholeStepsAndTheBudget() throws Exception {
        var lines = new StringBuilder();
        for (var word :
                "garden river winter music bread glass mountain engine letter harbour candle forest"
                        .split(" ")) {
            lines.append("@ what do you think of ").append(word).append(" and ").append(word);
            lines.append("s?\n/motive once\n/motive once\n/motive once\n");
        }
        var session = new KilledSession(folder, lines.toString());
        var spent = 0L;
        for (int i = 0; i < KILLS; i++) {
            session.killed("goal ", Duration.ofMillis(800));

            var verified = ReplayIT.run(folder, "home", "/image verify\n", "--mind", "rehearsal");
            assertEquals(0, verified.exit(), verified.out() + verified.err());
            var goals =
                    Json.tryRead(
                                    ReplayIT.run(
                                                    folder,
                                                    "home",
                                                    "",
                                                    "--mind",
                                                    "rehearsal",
                                                    "goals",
                                                    "list",
                                                    "--json")
                                            .out())
                            .orElseThrow();
            for (var goal : goals) {
                var made = goal.path("product");
                var state = goal.path("state").asText();
                if (made.path("sort").asText().equals("thought")) {
                    var shown =
                            ReplayIT.run(
                                    folder,
                                    "home",
                                    "/memory show " + made.path("reference").asText() + "\n",
                                    "--mind",
                                    "rehearsal");
                    assertEquals(0, shown.exit(), goal + shown.err());
                } else {
                    assertTrue(!state.equals("reached"), () -> "reached with nothing: " + goal);
                }
            }
            var budget =
                    Json.tryRead(
                                    ReplayIT.run(
                                                    folder,
                                                    "home",
                                                    "",
                                                    "--mind",
                                                    "rehearsal",
                                                    "motive",
                                                    "budget",
                                                    "--json")
                                            .out())
                            .orElseThrow();
            var now = budget.path("day").path("spent").path("tokens").asLong();
            assertTrue(now >= spent && now <= PER_DAY, "after kill " + i + ": " + now);
            var recorded = 0L;
            for (var goal : goals) {
                recorded += goal.path("spent").path("tokens").asLong();
            }
            assertTrue(now >= recorded, "the book holds what the goals say: " + recorded);
            spent = now;
        }
        assertTrue(spent > 0);
    }
}
