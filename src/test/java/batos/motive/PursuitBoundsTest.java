package batos.motive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.app.Application;
import batos.app.IdleHouse;
import batos.crucible.Trial;
import batos.image.Author;
import batos.image.Cause;
import batos.image.Image;
import batos.motive.budget.Breaker;
import batos.motive.goal.Goal;
import batos.motive.goal.GoalState;
import batos.toolbox.Admission;
import batos.toolbox.Example;
import batos.toolbox.ScriptedCrucible;
import batos.toolbox.Tool;
import batos.toolbox.ToolDraft;
import batos.toolbox.Toolbox;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where a pursuit ends that has no good end.
class PursuitBoundsTest {
    private static final String ELSE =
            """

            [[rule]]
            name = "all else"
            reply = "Good morning."
            """;

    @TempDir Path folder;
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");

    /// @param goal the fields of the one goal that is imagined, as TOML
    /// @param pursuit the rule's action for its pursuit
    private Application open(String goal, String pursuit, String... settings) throws Exception {
        return IdleHouse.open(
                folder,
                () -> now,
                """
                [[rule]]
                name = "one goal"
                purpose = "goals"
                json = { goals = [ { sign = 1, mandate = 1, %s } ] }

                [[rule]]
                name = "its pursuit"
                purpose = "pursuit"
                %s
                """
                                .formatted(goal, pursuit)
                        + ELSE,
                settings);
    }

    private static Cause cause(Image image, String line) {
        return new Cause(Author.ARCHITECT, line, image.now().number());
    }

    private static void lived(Application house) {
        var cause = cause(house.image(), "@ hello");
        house.conversation().ask("hello there, how was the garden?", cause, signal -> {});
    }

    private static Goal only(Application house) {
        var goals = house.motive().goals().all();
        assertEquals(1, goals.size());
        return goals.getFirst();
    }

    @Test
    void aToolThatAHumanMadeIsLeftAlone() throws Exception {
        try (var house =
                open(
                        "kind = \"tool\", what = \"a better twice\", name = \"twice\"",
                        "reply = \"nothing\"")) {
            var tools =
                    new Toolbox(
                            house.image(),
                            new ScriptedCrucible(),
                            () -> Trial.Limits.USUAL,
                            (kind, text) -> {});
            var draft =
                    ToolDraft.of(
                            "twice",
                            "Doubles a number",
                            "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}}}",
                            "def twice(n):\n    return n * 2\n",
                            List.of(Example.of("{\"n\":2}", "4", Author.ARCHITECT)));
            tools.bind(
                    new Admission.Admitted(draft, List.of(), List.of()),
                    Tool.Origin.IMPORTED,
                    Author.ARCHITECT,
                    "imported",
                    cause(house.image(), "/tools import"));
            lived(house);
            var before = house.toolbox().now().any("twice").orElseThrow();
            house.motive().once();
            var ended = assertInstanceOf(GoalState.GivenUp.class, only(house).state());
            assertEquals("twice@1 is there and not for idle work to change", ended.why());
            assertEquals(before, house.toolbox().now().any("twice").orElseThrow());
            assertEquals(0, house.motive().loop().doings().tally().containers());
        }
    }

    @Test
    void whatSaysThatItIsBlockedIsNotLaunchedAgain() throws Exception {
        try (var house =
                open(
                        "kind = \"thought\", what = \"wonder\"",
                        "json = { text = \"\", blocked = \"the key is with you\" }")) {
            lived(house);
            house.motive().once();
            assertEquals(new GoalState.Blocked("the key is with you"), only(house).state());
            assertNothingMore(house);
        }
    }

    @Test
    void theSameAnswerTwiceInARowEndsIt() throws Exception {
        try (var house = open("kind = \"thought\", what = \"wonder\"", "reply = \"no document\"")) {
            lived(house);
            house.motive().once();
            var ended = assertInstanceOf(GoalState.GivenUp.class, only(house).state());
            assertTrue(ended.why().startsWith("the same step twice in a row"), ended.why());
            assertNothingMore(house);
        }
    }

    @Test
    void aServerThatIsAwayIsLeftAloneForLongerEachTimeAlsoAfterARestart() throws Exception {
        String goal = "kind = \"thought\", what = \"wonder\"";
        String away = "fail = \"connection refused\"\nfault = \"away\"\nretry = false";
        try (var house = open(goal, away)) {
            lived(house);
            house.motive().once();
            var breaker =
                    assertInstanceOf(Breaker.Open.class, house.motive().loop().budget().breaker());
            assertEquals(1, breaker.faults());
            assertEquals(now.plus(Duration.ofMinutes(1)), breaker.until());
            assertTrue(only(house).state().isOpen(), "it is no fault of the goal");
        }
        try (var house = open(goal, away)) {
            var waits = assertInstanceOf(LookResult.Nothing.class, house.motive().once());
            assertTrue(waits.why().startsWith("waits until 2026-01-01T12:01:00Z"), waits.why());
            assertEquals(0, house.motive().loop().doings().tally().modelCalls());
            now = now.plus(Duration.ofMinutes(1));
            house.motive().once();
            var breaker =
                    assertInstanceOf(Breaker.Open.class, house.motive().loop().budget().breaker());
            assertEquals(2, breaker.faults());
            assertEquals(now.plus(Duration.ofMinutes(2)), breaker.until());
        }
    }

    @Test
    void anHourWhoseBudgetIsSpentIsWaitedFor() throws Exception {
        String goals =
                "kind = \"thought\", what = \"wonder about gardens\" }, { sign = 1, mandate = 1,"
                        + " kind = \"thought\", what = \"count the trees\"";
        try (var house =
                open(
                        goals,
                        "json = { text = \"Gardens are patient.\" }",
                        "tokens_per_hour = 40000",
                        "tokens_per_hour = 3000")) {
            lived(house);
            LookResult result = house.motive().once();
            for (int i = 0; i < 4 && result instanceof LookResult.Did; i++) {
                result = house.motive().once();
            }
            var refused = assertInstanceOf(LookResult.Nothing.class, result);
            assertTrue(
                    refused.why().contains("the budget of the hour holds no more tokens"),
                    refused.why());
            var spent = house.motive().loop().doings().tally().spent().tokens();
            assertTrue(spent > 0 && spent <= 3_000, "spent " + spent);
            var waits = assertInstanceOf(LookResult.Nothing.class, house.motive().once());
            assertTrue(waits.why().startsWith("waits until 2026-01-01T13:00:00Z"), waits.why());
            now = now.plus(Duration.ofHours(1));
            assertInstanceOf(LookResult.Did.class, house.motive().once());
        }
    }

    private void assertNothingMore(Application house) {
        var calls = house.motive().loop().doings().tally().modelCalls();
        now = now.plus(Duration.ofHours(1));
        assertInstanceOf(LookResult.Nothing.class, house.motive().once());
        assertEquals(calls, house.motive().loop().doings().tally().modelCalls());
    }
}
