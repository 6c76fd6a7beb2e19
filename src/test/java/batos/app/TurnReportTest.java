package batos.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import batos.council.Outcome;
import batos.council.Turn;
import batos.council.TurnLimits;
import batos.mind.Reply;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/// What a turn that did not come to its end says: one cause, one state, one next step.
class TurnReportTest {
    private static final Turn TURN =
            Turn.begin(1, Instant.EPOCH, "hello", new TurnLimits(1, 0.5, 4, 2, 3));

    private static String of(String why, boolean retry) {
        return TurnReport.of(new Outcome.Unresolved(TURN, "BRICK", why, retry, Reply.Fault.AWAY))
                .words();
    }

    @Test
    void theNextStepOfTheCauseStandsBehindTheStateOfTheImage() {
        assertEquals(
                "BRICK could not go on: nobody listens there. The image is as it was before the turn."
                        + " Next: start the server",
                of("nobody listens there. Next: start the server", true));
    }

    @Test
    void aCauseWithoutANextStepGetsTheUsualOneWhereAskingAgainCanHelp() {
        assertEquals(
                "BRICK could not go on: it broke. The image is as it was before the turn."
                        + " Next: ask again, or /models",
                of("it broke", true));
        assertEquals(
                "BRICK could not go on: it broke. The image is as it was before the turn.",
                of("it broke.", false));
    }

    @Test
    void aCrucibleThatCannotRunNamesItsCheckOnce() {
        var outcome = new Outcome.NoCrucible(TURN, "dockerd is away. Next: crucible check");
        assertEquals(
                "a tool is needed and the crucible cannot run it: dockerd is away. The image is as it"
                        + " was before the turn. Next: crucible check",
                TurnReport.of(outcome).words());
        assertEquals(ExitCode.NO_CRUCIBLE, TurnReport.of(outcome).exit());
    }
}
