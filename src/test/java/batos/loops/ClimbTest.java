package batos.loops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.council.Council;
import batos.council.Outcome;
import batos.council.TurnSignal;
import batos.image.Author;
import batos.image.Cause;
import batos.image.MemoryImage;
import batos.memory.Scrapbook;
import batos.memory.WordVectors;
import batos.nerve.Pulses;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// Troubled turns on the theme of ROBIN's voice, where a turn below 0.6 is trouble and one turn
/// shows an effect.
class ClimbTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    private static final double BOUND = 0.6;

    private final MemoryImage image = new MemoryImage(CLOCK);
    private final Council council =
            Councils.withoutTools(
                    image,
                    new Scrapbook(image, new WordVectors(), CLOCK),
                    new Pulses(CLOCK),
                    CLOCK);
    private final List<String> heard = new ArrayList<>();
    private final List<Rung.ThemeTrouble> troubles = new ArrayList<>();
    private long episode;

    private final class Step implements Rung {
        private final String name;
        private final int after;
        private final Attempt attempt;
        private Progress progress = new Progress.InForce();

        Step(String name, int after, Attempt attempt) {
            this.name = name;
            this.after = after;
            this.attempt = attempt;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public int after() {
            return after;
        }

        @Override
        public Attempt attempt(ThemeTrouble trouble, Cause cause, Consumer<TurnSignal> listener) {
            troubles.add(trouble);
            return attempt;
        }

        @Override
        public Progress progress(String reference) {
            return progress;
        }
    }

    private Step made(String name, int after) {
        return new Step(name, after, new Rung.Attempt.Made(name + " did it", "7"));
    }

    private Climb climb(Rung... rungs) {
        return new Climb(image, council, List.of(rungs), () -> new Ascent.Bounds(0.6, 1, 1));
    }

    private Cause cause() {
        return new Cause(Author.ARCHITECT, "@ a question", image.now().number());
    }

    private void turn(Climb climb, double recognised) {
        var answered = new Outcome.Answered(council.convene("what now?"), ++episode);
        climb.voice(
                "ROBIN",
                recognised,
                BOUND,
                answered,
                cause(),
                signal -> heard.add(signal.toString()));
    }

    private static ThemeClimb theme(Climb climb) {
        return climb.themes().getFirst();
    }

    private static List<String> tried(Climb climb) {
        return climb.records().stream().map(ClimbRecord::rung).toList();
    }

    @Test
    void aGoodTurnLeavesNothingBehind() {
        var climb = climb(made("tactical", 1));
        var before = image.now().root();
        turn(climb, 0.9);
        assertEquals(List.of(), climb.records());
        assertEquals(List.of(), climb.themes());
        assertEquals(before, image.now().root());
    }

    @Test
    void theFirstTroubleTriesTheLowestRungWithItsReasons() {
        var climb = climb(made("tactical", 1), made("strategic", 1));
        turn(climb, 0.25);
        assertEquals(List.of("tactical"), tried(climb));
        var record = climb.records().getFirst();
        assertEquals("tactical did it", record.what());
        assertEquals("'ROBIN's voice' was above 0.40 in 1 turn (mean 0.75)", record.because());
        assertTrue(record.effect().isEmpty());
        assertEquals(List.of(1L), troubles.getFirst().episodes());
        assertTrue(troubles.getFirst().topic().startsWith("what now?"), troubles::toString);
    }

    @Test
    void theNextRungIsTriedOnlyAfterTheEffectOfTheFirstWasMeasured() {
        var climb = climb(made("tactical", 1), made("strategic", 2));
        turn(climb, 0.25);
        turn(climb, 0.2);
        assertEquals(List.of("tactical", "strategic"), tried(climb));
        var effect = climb.records().getFirst().effect().orElseThrow();
        assertEquals(0.75, effect.before(), 1e-9);
        assertEquals(0.8, effect.after(), 1e-9);
        assertTrue(
                troubles.getLast().below().getFirst().startsWith("tactical: tactical did it, "),
                troubles::toString);
    }

    @Test
    void aRungThatHelpedSettlesTheTheme() {
        var climb = climb(made("tactical", 1), made("strategic", 1));
        turn(climb, 0.25);
        turn(climb, 0.95);
        assertEquals(List.of("tactical"), tried(climb));
        assertInstanceOf(Ascent.Settled.class, theme(climb).ascent());
        assertTrue(climb.records().getFirst().effect().orElseThrow().difference() < -0.6);
        assertTrue(heard.getLast().contains("'ROBIN's voice' is settled: "), heard::toString);
    }

    @Test
    void aHeldThemeGoesNoFurtherThanTools() {
        var climb = climb(made("tactical", 1), made("strategic", 2));
        turn(climb, 0.25);
        climb.hold(theme(climb), true, cause());
        turn(climb, 0.2);
        assertTrue(theme(climb).held());
        assertEquals(List.of("tactical"), tried(climb));
        climb.hold(theme(climb), false, cause());
        turn(climb, 0.2);
        assertEquals(List.of("tactical", "strategic"), tried(climb));
    }

    @Test
    void whatCannotBeTriedCountsAsTried() {
        var missing = new Step("tactical", 1, new Rung.Attempt.Unavailable("no crucible"));
        var climb = climb(missing, made("strategic", 1));
        turn(climb, 0.25);
        assertEquals(List.of("tactical", "strategic"), tried(climb));
        assertEquals("no crucible", climb.records().getFirst().what());
    }

    @Test
    void whatIsPostponedIsAskedAgainUntilTheNextRungIsDue() {
        var later = new Step("tactical", 1, new Rung.Attempt.Postponed("too few examples"));
        var climb = climb(later, made("strategic", 3));
        turn(climb, 0.25);
        turn(climb, 0.25);
        assertEquals(List.of(), tried(climb));
        assertEquals(2, troubles.size());
        turn(climb, 0.25);
        assertEquals(List.of("tactical", "strategic"), tried(climb));
    }

    @Test
    void whatWaitsIsMeasuredFromWhenItIsInForce() {
        var waiting = made("tactical", 1);
        waiting.progress = new Rung.Progress.Pending();
        var climb = climb(waiting, made("strategic", 2));
        turn(climb, 0.25);
        turn(climb, 0.25);
        assertInstanceOf(Ascent.Pending.class, theme(climb).ascent());
        waiting.progress = new Rung.Progress.InForce();
        turn(climb, 0.95);
        assertInstanceOf(Ascent.Settled.class, theme(climb).ascent());
        assertEquals(List.of("tactical"), tried(climb));
    }

    @Test
    void whatCameToNothingMakesWayForTheNextRung() {
        var waiting = made("tactical", 1);
        waiting.progress = new Rung.Progress.Pending();
        var climb = climb(waiting, made("strategic", 2));
        turn(climb, 0.25);
        waiting.progress = new Rung.Progress.CameToNothing("rejected");
        turn(climb, 0.25);
        assertEquals(List.of("tactical", "strategic"), tried(climb));
    }

    @Test
    void anInterruptedTryLeavesTheTroubleAsItWas() {
        var cut = new Step("tactical", 1, new Rung.Attempt.Interrupted());
        var climb = climb(cut, made("strategic", 1));
        turn(climb, 0.25);
        assertEquals(List.of(), tried(climb));
        assertInstanceOf(Ascent.Troubled.class, theme(climb).ascent());
    }
}
