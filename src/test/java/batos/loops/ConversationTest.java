package batos.loops;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.council.Council;
import batos.council.DissonanceSeries;
import batos.council.Outcome;
import batos.council.TurnLimits;
import batos.council.TurnSignal;
import batos.crucible.Trial;
import batos.crucible.UnavailableCrucible;
import batos.image.Author;
import batos.image.Cause;
import batos.image.MemoryImage;
import batos.loops.tactical.ForgeLimits;
import batos.loops.tactical.ToolForge;
import batos.loops.tactical.ToolLikeness;
import batos.memory.Scrapbook;
import batos.memory.WordVectors;
import batos.mind.Mind;
import batos.mind.Pin;
import batos.mind.Prompt;
import batos.mind.Purpose;
import batos.mind.Reply;
import batos.nerve.PulseSink;
import batos.nerve.Pulses;
import batos.persona.Leases;
import batos.toolbox.Gate;
import batos.toolbox.StaticRules;
import batos.toolbox.Toolbox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// A turn with the loops that it needs, over an image in memory whose minds follow a script.
class ConversationTest {
    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-01-01T00:00:00Z"));
    private static final Trial.Limits LIMITS =
            new Trial.Limits(Duration.ofSeconds(1), 64L << 20, 1 << 16);

    private final MemoryImage image = new MemoryImage(CLOCK);
    private final Scrapbook memory = new Scrapbook(image, new WordVectors(), CLOCK);
    private final UnavailableCrucible crucible =
            new UnavailableCrucible("no crucible here", "crucible check");
    private final Toolbox toolbox = new Toolbox(image, crucible, () -> LIMITS, PulseSink.NONE);
    private final Council council =
            new Council(
                    image,
                    memory,
                    new WordVectors(),
                    toolbox,
                    new Pulses(CLOCK),
                    CLOCK,
                    () -> new TurnLimits(1, 0.5, 4, 2, 3));
    private final List<String> observed = new ArrayList<>();
    private String tag = "m";
    private Function<Prompt, Reply> script = ConversationTest::usual;
    private final Conversation conversation =
            new Conversation(
                    council,
                    new Leases(
                            image,
                            Scripted::new,
                            name -> new Pin(tag, "d", 4096, new Pin.Sampling(0, 1, 1, 100), ""),
                            name -> "You are " + name + " of " + tag + "."),
                    voice ->
                            new ToolForge(
                                    toolbox,
                                    new Gate(crucible, () -> LIMITS, () -> StaticRules.USUAL),
                                    voice,
                                    ToolLikeness.byWords(),
                                    ForgeLimits.USUAL),
                    new Climb(image, council, List.of(), () -> new Ascent.Bounds(0.6, 2, 2)));

    private final class Scripted implements Mind {
        @Override
        public String name() {
            return "scripted";
        }

        @Override
        public Reply think(Prompt prompt, Consumer<String> piece) {
            return script.apply(prompt);
        }

        @Override
        public List<Model> models() {
            return List.of();
        }

        @Override
        public void close() {}
    }

    private static Reply says(String text) {
        return new Reply.Answered(text, List.of(), Reply.Usage.NONE);
    }

    private static Reply usual(Prompt prompt) {
        return switch (prompt.purpose()) {
            case THESIS -> says("Structure first.");
            case ANTITHESIS ->
                    says(
                            "{\"antithesis\":\"Be kind.\",\"dissonance\":0.1,\"why\":\"it is kind"
                                    + " enough\"}");
            case SYNTHESIS -> says("Structure, kindly.");
            default -> says("Yes.");
        };
    }

    private Outcome ask() {
        return conversation.ask("how?", deed(), signal -> {});
    }

    private Cause deed() {
        return new Cause(Author.ARCHITECT, "@ how?", image.now().number());
    }

    private TurnObserver observer() {
        return new TurnObserver() {
            @Override
            public void began() {
                observed.add("began");
            }

            @Override
            public void answered(
                    Outcome.Answered answered, Cause cause, Consumer<TurnSignal> listener) {
                observed.add("answered " + answered.episode());
            }

            @Override
            public void over() {
                observed.add("over");
            }
        };
    }

    @Test
    void ofOnePersonaAloneIsNoPointOfTheSeries() {
        ask();
        assertInstanceOf(
                Outcome.Answered.class,
                conversation.ask("ROBIN", "and you?", deed(), signal -> {}));
        assertEquals(
                List.of("how?"),
                council.dissonance().last(10).stream().map(DissonanceSeries.Point::asked).toList());
    }

    @Test
    void endsWithAnEpisodeInMemory() {
        var answered = assertInstanceOf(Outcome.Answered.class, ask());
        assertEquals(
                "Structure, kindly.", memory.find(answered.episode()).orElseThrow().answered());
    }

    @Test
    void isTheWorkOfOnePersonaWhereOneIsAsked() {
        var outcome = conversation.ask("ROBIN", "how?", deed(), signal -> {});
        var answered = assertInstanceOf(Outcome.Answered.class, outcome);
        assertEquals("Yes.", memory.find(answered.episode()).orElseThrow().answered());
    }

    @Test
    void leavesTheImageAsItWasWhenAMindFails() {
        ask();
        var root = image.now().root();
        script =
                prompt ->
                        prompt.purpose() == Purpose.SYNTHESIS
                                ? new Reply.Failed(false, "the server is gone", Reply.Fault.AWAY)
                                : usual(prompt);
        assertInstanceOf(Outcome.Unresolved.class, ask());
        assertEquals(root, image.now().root());
        assertEquals(1, memory.size());
    }

    @Test
    void leavesTheImageAsItWasWhenItIsInterrupted() {
        var root = image.now().root();
        script =
                prompt ->
                        prompt.purpose() == Purpose.SYNTHESIS
                                ? new Reply.Interrupted()
                                : usual(prompt);
        assertInstanceOf(Outcome.Interrupted.class, ask());
        assertEquals(root, image.now().root());
    }

    @Test
    void answersWithoutAToolThatCannotBeMade() {
        script =
                prompt ->
                        prompt.purpose() == Purpose.THESIS
                                        && !prompt.messages().toString().contains("not be made")
                                ? says("TOOL_REQUIRED: count_vowels - counts the vowels of a text")
                                : usual(prompt);
        var signals = new ArrayList<TurnSignal>();
        var outcome = conversation.ask("how?", deed(), signals::add);
        assertInstanceOf(Outcome.Answered.class, outcome);
        assertTrue(
                signals.stream()
                        .anyMatch(signal ->
                                signal instanceof TurnSignal.Worked(var loop, _)
                                        && loop.equals("tactical")),
                signals.toString());
        assertTrue(toolbox.now().live().isEmpty());
    }

    @Test
    void tellsItsObserverOfBeginningAnswerAndEnd() {
        conversation.observe(observer());
        ask();
        assertEquals(List.of("began", "answered 1", "over"), observed);
    }

    @Test
    void tellsItsObserverOfTheEndOfATurnThatFailed() {
        conversation.observe(observer());
        script = prompt -> new Reply.Failed(false, "the server is gone", Reply.Fault.AWAY);
        ask();
        assertEquals(List.of("began", "over"), observed);
    }

    @Test
    void goesOnWithATurnThatWasCutOff() {
        script =
                prompt -> {
                    if (prompt.purpose() == Purpose.SYNTHESIS) {
                        throw new IllegalStateException("the process ends");
                    }
                    return usual(prompt);
                };
        assertThrows(IllegalStateException.class, this::ask);
        assertTrue(council.unfinished().isPresent());
        script = ConversationTest::usual;
        var outcome = conversation.resume(deed(), signal -> {});
        assertInstanceOf(Outcome.Answered.class, outcome.orElseThrow());
        assertTrue(conversation.resume(deed(), signal -> {}).isEmpty());
    }

    @Test
    void goesOnWithTheVoicesThatItWasBegunWith() {
        script =
                prompt -> {
                    if (prompt.purpose() == Purpose.SYNTHESIS) {
                        throw new IllegalStateException("the process ends");
                    }
                    return usual(prompt);
                };
        assertThrows(IllegalStateException.class, this::ask);
        tag = "swapped meanwhile";
        var asked = new ArrayList<Prompt>();
        script =
                prompt -> {
                    asked.add(prompt);
                    return usual(prompt);
                };
        conversation.resume(deed(), signal -> {}).orElseThrow();
        assertEquals(List.of("m"), asked.stream().map(prompt -> prompt.pin().tag()).toList());
        assertTrue(asked.getFirst().messages().toString().contains("You are ALFRED of m."));
        asked.clear();
        ask();
        assertTrue(asked.getFirst().messages().toString().contains("of swapped meanwhile."));
    }
}
