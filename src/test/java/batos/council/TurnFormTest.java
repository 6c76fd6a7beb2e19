package batos.council;

import static org.junit.jupiter.api.Assertions.assertEquals;

import batos.council.claims.ExtractedClaim;
import batos.memory.Contradiction;
import batos.mind.Message;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TurnFormTest {
    private static final TurnLimits RULES =
            new TurnLimits(
                    2,
                    0.5,
                    4,
                    2,
                    3,
                    1,
                    Dissonance.Weights.USUAL,
                    new TurnLimits.Options(true, true));

    @Test
    void everyEventIsLaidDownInTheImageAndReadBack() {
        var call = new Message.ToolCall("1", "t", "{}");
        var turn =
                Turn.begin(7, Instant.parse("2026-01-01T00:00:00Z"), "all of it", RULES)
                        .after(
                                new TurnEvent.Recalled(
                                        List.of("- [1] a"),
                                        0.5,
                                        new Theme("3", "all"),
                                        List.of(1L, 2L),
                                        List.of(new Exchange(2, "one?", "two")),
                                        "ask for a tool",
                                        List.of("memory: old")))
                        .after(new TurnEvent.Thought("hm", List.of(call), List.of("tool t")))
                        .after(
                                new TurnEvent.Used(
                                        List.of(
                                                new ToolUse(
                                                        call,
                                                        "t@1",
                                                        "3",
                                                        ToolUse.End.GAVE,
                                                        0.2,
                                                        "hard"))))
                        .after(new TurnEvent.Forged("u", "does u", 5))
                        .after(new TurnEvent.NotForged("v", "no"))
                        .after(new TurnEvent.Impressed("hm", "new", 0.2, 0.3))
                        .after(new TurnEvent.Objected("but", "cold", 0.4, 0.3))
                        .after(new TurnEvent.Ruled(true, "nothing new"))
                        .after(
                                new TurnEvent.Concluded(
                                        "so",
                                        List.of(
                                                new Contradiction(
                                                        "not so",
                                                        "f1",
                                                        Instant.EPOCH,
                                                        List.of("t1"),
                                                        0.9)),
                                        List.of(new ExtractedClaim("so", "value", "t", "3")),
                                        0.6));
        assertEquals(turn, TurnForm.read(TurnForm.write(turn)));
    }

    @Test
    void aTurnThatIsReadBackHasTheSameNumbersBitForBit() {
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            var turn = some(random);
            var again = TurnForm.read(TurnForm.write(turn)).standing();
            var once = turn.standing();
            assertEquals(once.phase(), again.phase());
            assertEquals(once.dissonance().parts(), again.dissonance().parts());
            assertEquals(
                    Double.doubleToRawLongBits(once.dissonance().total()),
                    Double.doubleToRawLongBits(again.dissonance().total()));
        }
    }

    private static Turn some(Random random) {
        var turn =
                Turn.begin(1, Instant.EPOCH, "how?", RULES)
                        .after(
                                new TurnEvent.Recalled(
                                        List.of(),
                                        random.nextBoolean() ? random.nextDouble() : Double.NaN,
                                        Theme.NONE,
                                        List.of(),
                                        List.of(),
                                        "",
                                        List.of()))
                        .after(new TurnEvent.Thought("so", List.of()))
                        .after(
                                new TurnEvent.Impressed(
                                        "hm", "", random.nextDouble(), random.nextDouble()));
        if (turn.standing().phase() == Phase.ANTITHESIS) {
            turn =
                    turn.after(
                            new TurnEvent.Objected(
                                    "but", "", random.nextDouble(), random.nextDouble()));
        }
        if (turn.standing().phase() == Phase.RULING) {
            turn = turn.after(new TurnEvent.Ruled(true, "enough"));
        }
        return turn.after(new TurnEvent.Concluded("I saved it. The sum is 42."));
    }
}
