package batos.council;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.mind.Prompt;
import batos.mind.Reply;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A turn of two rounds, with a ruling between and a list of claims at the end, that breaks off at
/// each of its calls.
class EveryPhaseTest extends CouncilFixture {
    private static final List<String> CALLS =
            List.of(
                    "thesis",
                    "antithesis",
                    "antithesis",
                    "ruling",
                    "thesis",
                    "antithesis",
                    "synthesis",
                    "claims");

    @BeforeEach
    void allowAllCalls() {
        rules =
                new TurnLimits(
                        2,
                        0.3,
                        4,
                        2,
                        3,
                        0,
                        Dissonance.Weights.USUAL,
                        new TurnLimits.Options(true, true));
        personas.awaken(deed());
    }

    static List<Integer> calls() {
        return IntStream.range(0, CALLS.size()).boxed().toList();
    }

    private static Reply script(Prompt prompt) {
        return switch (prompt.purpose()) {
            case ANTITHESIS -> says(UPSET);
            case RULING -> says("{\"end\":false,\"reason\":\"it is not settled\"}");
            case SYNTHESIS -> says("Structure, kindly. I have saved it.");
            case CLAIMS -> says("{\"claims\":[]}");
            default -> usual(prompt);
        };
    }

    /// As scripted, but for one call.
    private Function<Prompt, Reply> but(int call, Function<Prompt, Reply> then) {
        return prompt -> prompts.size() - 1 == call ? then.apply(prompt) : script(prompt);
    }

    /// What the turn comes to where nothing happens to it.
    private static EveryPhaseTest whole() {
        var other = new EveryPhaseTest();
        other.allowAllCalls();
        assertInstanceOf(Outcome.Answered.class, other.carry(EveryPhaseTest::script));
        assertEquals(CALLS, other.purposes());
        return other;
    }

    private TurnAccount account() {
        return council().account(1).orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anInterruptLeavesTheImageAsItWas(int call) {
        var before = image.now().root();
        var deed = deed();
        var council = council();
        var outcome =
                council.carry(
                        council.convene("how?"),
                        lease(but(call, prompt -> new Reply.Interrupted())),
                        deed,
                        heard::add);
        if (outcome instanceof Outcome.Answered) {
            assertTrue(List.of("ruling", "claims").contains(CALLS.get(call)), CALLS.get(call));
            return;
        }
        council.abandon(deed);
        assertEquals(before, image.now().root());
        assertTrue(council.unfinished().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aMindThatFailsLeavesTheImageAsItWas(int call) {
        var before = image.now().root();
        var deed = deed();
        var council = council();
        var outcome =
                council.carry(
                        council.convene("how?"),
                        lease(
                                but(
                                        call,
                                        prompt ->
                                                new Reply.Failed(
                                                        true, "it went away", Reply.Fault.AWAY))),
                        deed,
                        heard::add);
        if (outcome instanceof Outcome.Answered) {
            // a ruling and a list of claims are done without
            assertTrue(List.of("ruling", "claims").contains(CALLS.get(call)), CALLS.get(call));
            return;
        }
        council.abandon(deed);
        assertEquals(before, image.now().root());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aTurnThatIsCutOffGoesOnInItsPhaseAndComesToTheSameNumbers(int call) {
        var council = council();
        assertThrows(
                IllegalStateException.class,
                () ->
                        council.carry(
                                council.convene("how?"),
                                lease(
                                        but(
                                                call,
                                                prompt -> {
                                                    throw new IllegalStateException("power");
                                                })),
                                deed(),
                                heard::add));
        prompts.clear();
        var unfinished = council().unfinished().orElseThrow();
        var outcome =
                council().carry(unfinished, lease(EveryPhaseTest::script), deed(), heard::add);
        assertInstanceOf(Outcome.Answered.class, outcome);
        // the claims are listed within the step of the synthesis
        var from = CALLS.get(call).equals("claims") ? call - 1 : call;
        assertEquals(CALLS.subList(from, CALLS.size()), purposes());
        var other = whole();
        assertEquals(other.account().dissonance().parts(), account().dissonance().parts());
        assertEquals(other.account().claims(), account().claims());
        assertEquals(
                Double.doubleToLongBits(other.memory.latest(1).getFirst().dissonance()),
                Double.doubleToLongBits(memory.latest(1).getFirst().dissonance()));
    }
}
