package batos.council;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.mind.Message;
import batos.mind.PersonaId;
import batos.mind.Prompt;
import batos.mind.Purpose;
import batos.mind.Reply;
import batos.persona.TurnMode;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// A turn for small models.
class LeanTurnTest extends CouncilFixture {
    private static Reply usual(Prompt prompt, String word) {
        return switch (prompt.purpose()) {
            case THESIS -> says("Rome.");
            case ANTITHESIS ->
                    says(prompt.schema().isPresent() ? "{\"is\":\"" + word + "\"}" : "It is Rome.");
            default -> says("Rome, sir.");
        };
    }

    private TurnAccount asked(String question, Function<Prompt, Reply> mind) {
        var council = council();
        var outcome =
                council.carry(
                        council.convene(question), lease(mind, TurnMode.LEAN), deed(), heard::add);
        var answered = assertInstanceOf(Outcome.Answered.class, outcome);
        return council.account(answered.episode()).orElseThrow();
    }

    private List<Message> messages(int call) {
        return prompts.get(call).messages();
    }

    @Nested
    class ItsConversations {
        @Test
        void beginEachWithTheWholeOfTheOneBefore() {
            asked("Where is the Pope?", prompt -> LeanTurnTest.usual(prompt, "fine"));
            assertEquals(List.of("thesis", "antithesis", "antithesis", "synthesis"), purposes());
            assertEquals(messages(0), messages(1).subList(0, messages(0).size()));
            assertEquals(messages(1), messages(2).subList(0, messages(1).size()));
            assertEquals(messages(1), messages(3).subList(0, messages(1).size()));
        }

        @Test
        void beginAlikeInTheNextTurnWhateverIsRemembered() {
            asked("I live in Oslo.", prompt -> LeanTurnTest.usual(prompt, "fine"));
            asked("Where do I live?", prompt -> LeanTurnTest.usual(prompt, "fine"));
            assertTrue(messages(4).toString().contains("Oslo"), messages(4).toString());
            assertEquals(messages(0).subList(0, 3), messages(4).subList(0, 3));
            var instruction = ((Message.Instruction) messages(4).getFirst()).text();
            assertEquals("BRICK is brief. ROBIN is brief. ALFRED is brief.", instruction);
        }

        @Test
        void letNoRoleSpeakTwiceInARow() {
            asked("I live in Oslo.", prompt -> LeanTurnTest.usual(prompt, "fine"));
            asked("Where do I live?", prompt -> LeanTurnTest.usual(prompt, "fine"));
            for (var prompt : prompts) {
                var said = prompt.messages().stream().skip(1).toList();
                for (int i = 0; i < said.size(); i++) {
                    assertEquals(i % 2 == 1, said.get(i) instanceof Message.Said, said.toString());
                }
            }
        }

        @Test
        void endInTheQuestionAsItWasAsked() {
            asked("Where is the Pope?", prompt -> LeanTurnTest.usual(prompt, "fine"));
            assertEquals(new Message.Question("Where is the Pope?"), messages(0).getLast());
            assertEquals(new Message.Question("Where is the Pope?"), messages(3).getLast());
        }

        @Test
        void holdOnlyTheInstructionOfOneWhoIsAskedAlone() {
            var council = council();
            council.consult(
                    "ROBIN",
                    council.convene("Where?"),
                    lease(prompt -> says("Here."), TurnMode.LEAN),
                    deed(),
                    heard::add);
            assertEquals(new Message.Instruction("ROBIN is brief."), messages(0).getFirst());
            assertEquals(PersonaId.ROBIN, prompts.getFirst().persona());
        }
    }

    @Nested
    class RobinsNumber {
        @Test
        void isOneWordOfFive() {
            var account = asked("where?", prompt -> LeanTurnTest.usual(prompt, "serious"));
            var part = account.dissonance().part(Dissonance.Part.DISAGREEMENT).orElseThrow();
            assertEquals(0.7, part, 1e-9);
        }

        @Test
        void isNotAskedForWhereSheSaysTheSame() {
            var account =
                    asked(
                            "where?",
                            prompt ->
                                    prompt.purpose() == Purpose.ANTITHESIS
                                            ? says("rome")
                                            : LeanTurnTest.usual(prompt, "wrong"));
            assertEquals(List.of("thesis", "antithesis", "synthesis"), purposes());
            var part = account.dissonance().part(Dissonance.Part.DISAGREEMENT).orElseThrow();
            assertEquals(RobinVerdict.AGREED, part, 1e-9);
            assertEquals("she says the same", account.why());
        }

        @Test
        void isTheMiddleWhereSheGivesNone() {
            var account = asked("where?", prompt -> LeanTurnTest.usual(prompt, "purple"));
            var part = account.dissonance().part(Dissonance.Part.DISAGREEMENT).orElseThrow();
            assertEquals(RobinVerdict.MIDDLE, part, 1e-9);
            assertTrue(account.why().contains("the middle is taken"), account.why());
        }

        @Test
        void isTheMiddleWhereThatCallFails() {
            var account =
                    asked(
                            "where?",
                            prompt ->
                                    prompt.schema().isPresent()
                                            ? new Reply.Failed(
                                                    true, "no grammar", Reply.Fault.OTHER)
                                            : LeanTurnTest.usual(prompt, "fine"));
            var part = account.dissonance().part(Dissonance.Part.DISAGREEMENT).orElseThrow();
            assertEquals(RobinVerdict.MIDDLE, part, 1e-9);
        }

        @Test
        void neverCallsAnotherRound() {
            assertEquals(
                    1, asked("where?", prompt -> LeanTurnTest.usual(prompt, "wrong")).rounds());
        }
    }

    @Test
    void itsRepliesAreShortAndCool() {
        asked("where?", prompt -> LeanTurnTest.usual(prompt, "fine"));
        for (var prompt : prompts) {
            assertTrue(prompt.pin().sampling().maxTokens() <= 120, prompt.toString());
            assertTrue(prompt.pin().sampling().temperature() <= 0.3, prompt.toString());
        }
        assertFalse(prompts.stream().anyMatch(prompt -> prompt.purpose() == Purpose.RULING));
    }
}
