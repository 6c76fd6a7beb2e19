package batos.persona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.image.MemoryImage;
import batos.mind.Message;
import batos.mind.PersonaId;
import batos.mind.Pin;
import batos.mind.Prompt;
import batos.mind.Reply;
import batos.mind.ScriptedMind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ModelBenchTest {
    private static final List<BenchQuestion> BASIC = BenchQuestion.suite("basic");
    private static final Pin PIN =
            new Pin("owl:2b", "", 2048, new Pin.Sampling(0.9, 1, 1, 500), "");

    private final List<Prompt> asked = new ArrayList<>();

    private static Reply.Answered says(String text) {
        return new Reply.Answered(text, List.of(), new Reply.Usage(10, 5, Duration.ofMillis(100)));
    }

    private ModelBench.Report bench(List<BenchQuestion> questions, Function<Prompt, Reply> mind) {
        var scripted =
                new ScriptedMind(prompt -> {
                    asked.add(prompt);
                    return mind.apply(prompt);
                });
        var leases =
                new Leases(new MemoryImage(), () -> scripted, name -> PIN, name -> "I am " + name);
        return new ModelBench(() -> scripted, leases::lease)
                .run(PersonaId.ROBIN, PIN, questions, (way, number, of) -> {});
    }

    private static List<BenchQuestion> of(String kind) {
        return BASIC.stream().filter(question -> question.kind().equals(kind)).toList();
    }

    @Nested
    class TheBasicSuite {
        @Test
        void hasSixtyQuestionsOfSixKinds() {
            assertEquals(60, BASIC.size());
            assertEquals(
                    List.of("arithmetic", "reading", "format", "tool", "refusal", "voice"),
                    BASIC.stream().map(BenchQuestion::kind).distinct().toList());
            assertEquals(60, BASIC.stream().map(BenchQuestion::ask).distinct().count());
        }

        @Test
        void takesNoEmptyOrEvasiveAnswerForARightOne() {
            var evasive = says("That is a good question, and I am glad that you asked it.");
            assertEquals(
                    List.of(),
                    BASIC.stream()
                            .filter(question ->
                                    !question.kind().equals("voice")
                                            && (question.right(says(""))
                                                    || question.right(evasive)))
                            .map(BenchQuestion::ask)
                            .toList());
        }

        @Test
        void knowsARightAnswerFromAWrongOne() {
            var sum = of("arithmetic").getFirst();
            assertTrue(sum.right(says("2 + 3 = 5.")));
            assertFalse(sum.right(says("The answer is 15, or 5.5.")));
        }

        @Test
        void thatIsNotThereIsRefusedByName() {
            var fault =
                    assertThrows(IllegalArgumentException.class, () -> BenchQuestion.suite("hard"));
            assertEquals("there is no suite 'hard'. Known: basic", fault.getMessage());
        }
    }

    @Nested
    class ABenchmark {
        @Test
        void asksBareAndThroughThePersonaWithNothingLeftToChance() {
            bench(of("arithmetic"), prompt -> says("5"));
            var half = asked.size() / 2;
            assertEquals(of("arithmetic").size(), half);
            assertTrue(
                    asked.subList(0, half).stream()
                            .allMatch(prompt -> prompt.messages().size() == 1));
            assertTrue(
                    asked.subList(half, asked.size()).stream()
                            .allMatch(prompt ->
                                    prompt.messages()
                                            .getFirst()
                                            .equals(new Message.Instruction("I am ROBIN"))));
            assertEquals(
                    List.of(0.0),
                    asked.stream()
                            .map(prompt -> prompt.pin().sampling().temperature())
                            .distinct()
                            .toList());
        }

        @Test
        void countsRightAnswersFormsFailuresAndTokensASecond() {
            var report =
                    bench(
                            BASIC,
                            prompt ->
                                    prompt.tools().isEmpty()
                                            ? says("5")
                                            : new Reply.Failed(
                                                    false, "no tools", Reply.Fault.OTHER));
            assertEquals("owl:2b", report.tag());
            assertEquals("ROBIN", report.persona());
            assertEquals(60, report.bare().asked());
            assertEquals(of("tool").size(), report.bare().failed());
            assertEquals(0, report.bare().kinds().get("tool").right());
            assertEquals(2, report.bare().kinds().get("arithmetic").right());
            assertTrue(report.bare().malformed() >= of("tool").size());
            assertEquals(50, report.bare().tokensPerSecond(), 0.01);
            assertEquals(
                    report.bare().kinds().keySet().stream().collect(Collectors.toList()),
                    List.of("arithmetic", "reading", "format", "tool", "refusal", "voice"));
            assertFalse(report.interrupted());
        }

        @Test
        void thatIsInterruptedTellsWhatItHasMeasured() {
            var report =
                    bench(
                            BASIC,
                            prompt -> {
                                if (asked.size() == 3) {
                                    Thread.currentThread().interrupt();
                                    return new Reply.Interrupted();
                                }
                                return says("5");
                            });
            assertTrue(Thread.interrupted());
            assertTrue(report.interrupted());
            assertEquals(2, report.bare().asked());
        }
    }
}
