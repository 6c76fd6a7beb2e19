package batos.loops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import batos.mind.Pin;
import batos.mind.Prompt;
import batos.mind.Reply;
import batos.mind.ScriptedMind;
import batos.nerve.PulseKind;
import batos.nerve.Pulses;
import batos.persona.Distinctness;
import batos.persona.Leases;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// Turns of a council whose voices follow a script, and what is made of how they sound.
class DriftWatchTest {
    private static final int TURNS = 16;
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    private static final List<String> PLAIN =
            List.of(
                    "We should keep it in one list and look at it again.",
                    "It may be best to wait and to see what comes of it.",
                    "There is more than one way, and each has its price.");

    private final MemoryImage image = new MemoryImage(CLOCK);
    private final Pulses pulses = new Pulses(CLOCK);
    private final Council council =
            Councils.withoutTools(
                    image, new Scrapbook(image, new WordVectors(), CLOCK), pulses, CLOCK);
    private final Climb climb =
            new Climb(image, council, List.of(), () -> new Ascent.Bounds(0.6, 2, 2));
    private final List<String> events = new ArrayList<>();
    private final List<TurnSignal> heard = new ArrayList<>();
    private int turn;

    /// Lives through turns and measures after the last of them.
    private DriftWatch live(int every, Function<Prompt, String> voices) {
        var watch =
                new DriftWatch(
                        image,
                        council,
                        climb,
                        () -> new Distinctness(new WordVectors()),
                        () -> new DriftWatch.Limits(0.6, every));
        var mind =
                new ScriptedMind(prompt -> {
                    var said = voices.apply(prompt);
                    return new Reply.Answered(
                            switch (prompt.purpose()) {
                                case ANTITHESIS ->
                                        "{\"antithesis\":\""
                                                + said
                                                + "\",\"dissonance\":0.1,\"why\":\"so\"}";
                                default -> said;
                            },
                            List.of(),
                            Reply.Usage.NONE);
                });
        pulses.listen(pulse -> {
            if (pulse.kind() == PulseKind.Council.DRIFT) {
                events.add(pulse.text());
            }
        });
        var leases =
                new Leases(
                        image,
                        () -> mind,
                        name -> new Pin("m", "d", 4096, new Pin.Sampling(0, 1, 1, 100), ""),
                        name -> "You are " + name + ".");
        for (turn = 0; turn < TURNS; turn++) {
            var deed = new Cause(Author.ARCHITECT, "@ a question", image.now().number());
            var outcome =
                    council.carry(
                            council.convene("what of case " + turn + "?"),
                            leases.lease(),
                            deed,
                            heard::add);
            watch.after(assertInstanceOf(Outcome.Answered.class, outcome), deed, heard::add);
        }
        return watch;
    }

    private String own(Prompt prompt) {
        return switch (prompt.purpose()) {
            case THESIS -> "Sort. Cut. Log number " + turn + ". Done. No frills. Next.";
            case ANTITHESIS ->
                    "Oh, but how would they feel about it, and did you ever ask them, number "
                            + turn
                            + ", I wonder, and who would comfort them?";
            default ->
                    "Very well, sir; one might, if I may be so bold, propose the "
                            + turn
                            + "th course, which both parties could, perhaps, abide.";
        };
    }

    private String alike(Prompt prompt) {
        return PLAIN.get((turn + prompt.purpose().ordinal()) % PLAIN.size());
    }

    @Test
    void findsNothingWhereEachSoundsLikeItself() {
        var watch = live(TURNS, this::own);
        assertEquals(1, watch.records().size());
        assertEquals(List.of(), watch.records().getFirst().drifted());
        assertEquals(List.of(), events);
        assertTrue(
                climb.themes().stream()
                        .filter(each -> each.theme().id().startsWith(Climb.VOICE))
                        .allMatch(each -> each.ascent() instanceof Ascent.Calm));
    }

    @Test
    void makesAVoiceBelowTheBoundAnEventAndATroubleOfItsOwn() {
        var watch = live(TURNS, this::alike);
        var record = watch.records().getFirst();
        assertEquals(TURNS, record.episode());
        assertFalse(record.drifted().isEmpty(), record::toString);
        assertEquals(record.drifted().size(), events.size());
        for (var persona : record.drifted()) {
            assertTrue(events.stream().anyMatch(event -> event.startsWith(persona + " is ")));
            var trouble =
                    climb.themes().stream()
                            .filter(each -> each.theme().id().equals(Climb.VOICE + persona))
                            .findFirst()
                            .orElseThrow();
            var felt = assertInstanceOf(Ascent.Troubled.class, trouble.ascent()).turns();
            assertEquals(1 - record.recognised().get(persona), felt.getFirst().dissonance(), 1e-12);
        }
        assertTrue(
                heard.stream()
                        .anyMatch(signal ->
                                signal instanceof TurnSignal.Worked(var who, var words)
                                        && who.equals("drift")
                                        && words.endsWith("Next: /personas drift")));
    }

    @Test
    void measuresNothingBetweenAndNeverAtZero() {
        assertEquals(List.of(), live(0, this::alike).records());
        assertEquals(List.of(), live(100, this::alike).records());
    }
}
