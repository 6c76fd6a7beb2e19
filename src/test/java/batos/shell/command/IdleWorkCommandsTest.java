package batos.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// motive, goals, tune and their verbs, before there is anything to work on.
class IdleWorkCommandsTest {
    @RegisterExtension static final CommandHouse house = CommandHouse.shared();

    @Test
    void motiveIsTurnedOnAndOff() {
        assertTrue(house.done("motive").startsWith("motive is off. Next: batos motive on"));
        assertTrue(house.done("motive", "on").startsWith("motive is on: after 60 s without you"));
        assertEquals(
                "motive.idle = \"on\"  # changed", house.done("settings", "show", "motive.idle"));
        assertTrue(house.done("motive", "off").startsWith("motive is off"));
        assertEquals("no report yet. Next: batos motive status", house.done("motive", "report"));
    }

    @Test
    void motiveLooksWithoutAnyCallWhereNothingIsNew() {
        var ran = house.done("motive", "run", "--hours", "2", "--simulated");
        assertTrue(
                ran.startsWith(
                        "2 hours: 12 looks, 0 model calls, 0 runs of the crucible, 0 commits"),
                ran);
        assertTrue(
                house.refused(2, "motive", "run", "--hours", "2")
                        .endsWith(
                                "Next: batos motive on, then batos start; or batos motive run --hours 2 --simulated"));
        assertTrue(house.done("motive", "budget").startsWith("day   0 tokens"));
        assertEquals(
                "200000",
                house.document("motive", "budget")
                        .path("day")
                        .path("limit")
                        .path("tokens")
                        .asText());
    }

    @Test
    void goalsThatAreNotThereSayHowToGetSome() {
        assertEquals(
                "no goals yet. Next: batos motive once, or batos motive on", house.done("goals"));
        for (var words :
                List.of(
                        new String[] {"goals", "accept", "9"},
                        new String[] {"goals", "reject", "9", "--because", "no"},
                        new String[] {"goals", "retire", "9"})) {
            assertEquals(
                    "there are no goals yet. Next: batos motive once", house.refused(1, words));
        }
        for (var verb : List.of("show", "why")) {
            assertEquals("no goal 9. Next: batos goals list", house.refused(1, "goals", verb, "9"));
        }
    }

    @Test
    void aTuningThatIsNotThereIsNamed() {
        for (var verb : List.of("show", "judge", "eval", "promote", "reject", "resume")) {
            assertEquals(
                    "no tuning 1. Next: batos tune status", house.refused(1, "tune", verb, "1"));
        }
        assertEquals(
                "BRICK thinks with no tuned model. Next: batos tune status",
                house.refused(1, "tune", "rollback", "BRICK"));
        assertEquals(
                "no persona BRIK. There are BABS, BRICK, ROBIN, ALFRED. Next: batos models",
                house.refused(2, "tune", "train", "BRIK"));
        assertEquals(
                "N: 'x' is no whole number. Next: batos tune revive --help",
                house.refused(2, "tune", "revive", "x"));
    }

    @Test
    void aTrainingWithoutExamplesSaysHowManyAreMissing() {
        assertEquals("nothing was tuned yet. Next: batos tune dataset BRICK", house.done("tune"));
        assertTrue(house.done("tune", "dataset", "BRICK").startsWith("BRICK: 0 golden examples"));
        assertTrue(
                house.refused(1, "tune", "train", "BRICK")
                        .startsWith(
                                "0 golden examples of BRICK, 24 more are needed (tuning.examples)"));
    }
}
