package batos.council;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.image.Author;
import batos.mind.Message;
import batos.mind.Prompt;
import batos.mind.Purpose;
import batos.mind.Reply;
import batos.toolbox.CapabilityGap.MissingTool;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CouncilTest extends CouncilFixture {
    @Nested
    class ATurn {
        @Test
        void goesThroughThesisAntithesisSynthesis() {
            var answered = assertInstanceOf(Outcome.Answered.class, carry(CouncilFixture::usual));
            assertEquals(List.of("thesis", "antithesis", "synthesis"), purposes());
            assertEquals("Structure, kindly.", answered.turn().standing().synthesis());
            assertEquals(
                    "Structure, kindly.", memory.find(answered.episode()).orElseThrow().answered());
            assertEquals("how?", memory.latest(1).getFirst().asked());
        }

        @Test
        void goesAnotherRoundWhileTheDissonanceIsHighAndRoundsRemain() {
            carry(prompt -> prompt.purpose() == Purpose.ANTITHESIS ? says(UPSET) : usual(prompt));
            assertEquals(
                    List.of(
                            "thesis",
                            "antithesis",
                            "antithesis",
                            "thesis",
                            "antithesis",
                            "synthesis"),
                    purposes());
            assertTrue(prompts.get(3).messages().toString().contains("That is cold."));
            assertTrue(prompts.get(4).messages().toString().contains("What you said before"));
        }

        @Test
        void hasAFirstImpressionThatHasNotSeenTheThesis() {
            carry(prompt -> prompt.purpose() == Purpose.ANTITHESIS ? says(UPSET) : usual(prompt));
            assertFalse(prompts.get(1).messages().toString().contains("Structure first."));
            assertTrue(prompts.get(2).messages().toString().contains("Structure first."));
        }

        @Test
        void keepsAnObjectionThatWasNotMet() {
            var answered =
                    (Outcome.Answered)
                            carry(prompt ->
                                    prompt.purpose() == Purpose.ANTITHESIS
                                            ? says(UPSET)
                                            : usual(prompt));
            var account = council().account(answered.episode()).orElseThrow();
            assertEquals("That is cold.", account.dissent());
            assertTrue(heard.contains(new TurnSignal.Dissented("ROBIN", "That is cold.")));
        }

        @Test
        void marksAClaimOfTheAnswerThatHasNoReceipt() {
            var answered =
                    (Outcome.Answered)
                            carry(prompt ->
                                    prompt.purpose() == Purpose.SYNTHESIS
                                            ? says("I saved the result. Be kind.")
                                            : usual(prompt));
            assertEquals(
                    "I saved the result. [unverified] Be kind.",
                    memory.find(answered.episode()).orElseThrow().answered());
            assertTrue(heard.contains(new TurnSignal.Marked("unverified", "I saved the result.")));
            var dissonance = answered.turn().standing().dissonance();
            assertEquals(1, dissonance.part(Dissonance.Part.UNVERIFIED).orElseThrow());
        }

        @Test
        void belongsToTheThemeOfTheTurnThatItIsNearestTo() {
            carry(CouncilFixture::usual);
            carry(CouncilFixture::usual);
            var points = council().dissonance().last(10);
            assertEquals(points.getFirst().theme(), points.getLast().theme());
            assertTrue(points.getLast().dissonance().part(Dissonance.Part.RECURRENCE).isPresent());
        }

        @Test
        void letsNobodySpeakAsAnother() {
            carry(prompt ->
                    prompt.purpose() == Purpose.SYNTHESIS
                            ? says("Quite.\nROBIN: And I agree!")
                            : usual(prompt));
            assertEquals("Quite.", memory.latest(1).getFirst().answered());
            assertEquals(List.of("thesis", "antithesis", "synthesis", "synthesis"), purposes());
        }

        @Test
        void leavesAnAccountWithAReceiptOfEachCall() {
            var answered = (Outcome.Answered) carry(CouncilFixture::usual);
            var account = council().account(answered.episode()).orElseThrow();
            assertEquals("Structure first.", account.thesis());
            assertEquals(
                    0.1, account.dissonance().part(Dissonance.Part.DISAGREEMENT).orElseThrow());
            assertEquals(
                    List.of("BRICK", "ROBIN", "ALFRED"),
                    account.receipts().stream().map(receipt -> receipt.persona()).toList());
            assertEquals("m@d", account.receipts().getFirst().pin());
        }

        @Test
        void isNoLongerUnfinishedWhenItIsDone() {
            carry(CouncilFixture::usual);
            assertTrue(council().unfinished().isEmpty());
        }

        @Test
        void remembersTheOneBefore() {
            carry(CouncilFixture::usual);
            carry(CouncilFixture::usual);
            assertTrue(
                    prompts.get(3)
                            .messages()
                            .toString()
                            .matches("(?s).*\\[e1\\.2, [^]]*] Council: Structure, kindly.*"));
        }

        @Test
        void quotesAVerdictThatIsNoJsonBackOnce() {
            carry(prompt ->
                    prompt.purpose() == Purpose.ANTITHESIS && purposes().size() == 2
                            ? says("I feel 0.3 about it")
                            : usual(prompt));
            assertEquals(List.of("thesis", "antithesis", "antithesis", "synthesis"), purposes());
            assertTrue(prompts.get(2).messages().toString().contains("was not the JSON document"));
        }

        @Test
        void asksOnceMoreForAScoreOutOfRangeAndThenTakesTheNearest() {
            var outcome =
                    carry(prompt ->
                            prompt.purpose() == Purpose.ANTITHESIS
                                    ? says("{\"antithesis\":\"no\",\"dissonance\":\"7\"}")
                                    : usual(prompt));
            var standing = assertInstanceOf(Outcome.Answered.class, outcome).turn().standing();
            assertEquals(
                    1.0, standing.dissonance().part(Dissonance.Part.DISAGREEMENT).orElseThrow());
            assertTrue(prompts.get(2).messages().toString().contains("'dissonance' is 7.0"));
        }

        @Test
        void takesAVerdictInProseWhenNoDocumentCanBeHad() {
            var outcome =
                    carry(prompt ->
                            prompt.purpose() == Purpose.ANTITHESIS
                                    ? says("That is a serious mistake.")
                                    : usual(prompt));
            var answered = assertInstanceOf(Outcome.Answered.class, outcome);
            assertEquals(
                    0.7,
                    answered.turn()
                            .standing()
                            .dissonance()
                            .part(Dissonance.Part.DISAGREEMENT)
                            .orElseThrow());
            assertTrue(
                    answered.turn().standing().why().contains("no document"),
                    answered.turn().standing().why());
        }

        @Test
        void handsOnTheQuestionBareAndThesisAndObjectionAsConversation() {
            carry(CouncilFixture::usual);
            var thesis = prompts.getFirst().messages();
            assertEquals(new Message.Question("how?"), thesis.getLast());
            var synthesis = prompts.getLast().messages();
            assertEquals(new Message.Question("how?"), synthesis.get(1));
            assertEquals(new Message.Said("Structure first.", List.of()), synthesis.get(2));
        }

        @Test
        void takesProseForHerWordsWhereAModelCannotKeepToASchema() {
            var outcome =
                    carry(prompt ->
                            prompt.purpose() == Purpose.ANTITHESIS
                                    ? says("It is cold, I say 0.9 for that.")
                                    : usual(prompt));
            var standing = assertInstanceOf(Outcome.Answered.class, outcome).turn().standing();
            assertEquals(
                    0.9, standing.dissonance().part(Dissonance.Part.DISAGREEMENT).orElseThrow());
        }

        @Test
        void endsUnresolvedWhenTheVerdictStaysMalformed() {
            var outcome =
                    carry(prompt ->
                            prompt.purpose() == Purpose.ANTITHESIS
                                    ? says("{\"no\": 1}")
                                    : usual(prompt));
            assertEquals("ROBIN", assertInstanceOf(Outcome.Unresolved.class, outcome).persona());
        }
    }

    @Nested
    class AMissingCapability {
        @Test
        void isSeenInTheThesis() {
            var outcome =
                    carry(prompt ->
                            prompt.purpose() == Purpose.THESIS
                                    ? says(
                                            "I count badly.\n"
                                                    + "TOOL_REQUIRED: count_vowels - counts the vowels"
                                                    + " of text")
                                    : usual(prompt));
            var wanted = assertInstanceOf(Outcome.ToolWanted.class, outcome).wanted();
            assertEquals(
                    new MissingTool(
                            Optional.of("count_vowels"),
                            "counts the vowels of text",
                            List.of(),
                            Author.of("BRICK")),
                    wanted);
        }

        @Test
        void isSeenInTheCallOfAToolThatDoesNotExist() {
            var call = new Message.ToolCall("1", "count_vowels", "{\"text\":\"banana\"}");
            var outcome =
                    carry(prompt ->
                            prompt.purpose() == Purpose.THESIS
                                    ? new Reply.Answered("", List.of(call), Reply.Usage.NONE)
                                    : usual(prompt));
            var wanted = assertInstanceOf(Outcome.ToolWanted.class, outcome).wanted();
            assertEquals(Optional.of("count_vowels"), wanted.name());
            assertEquals(List.of("{\"text\":\"banana\"}"), wanted.arguments());
        }

        @Test
        void letsTheTurnGoOnWhereItWaited() {
            var asks =
                    (Function<Prompt, Reply>)
                            prompt ->
                                    prompt.purpose() == Purpose.THESIS && prompts.size() == 1
                                            ? says("TOOL_REQUIRED: shout - upper case of text")
                                            : usual(prompt);
            var council = council();
            var lease = lease(asks);
            var waiting =
                    (Outcome.ToolWanted)
                            council.carry(council.convene("shout"), lease, deed(), heard::add);
            var outcome =
                    council.carry(
                            waiting.turn()
                                    .after(new TurnEvent.NotForged("shout", "two tests failed")),
                            lease,
                            deed(),
                            heard::add);
            var standing = assertInstanceOf(Outcome.Answered.class, outcome).turn().standing();
            assertEquals(1, standing.dissonance().part(Dissonance.Part.FAILURE).orElseThrow());
            assertTrue(prompts.get(1).messages().toString().contains("two tests failed"));
        }

        @Test
        void isAskedForOnlySoOftenInOneTurn() {
            rules = new TurnLimits(1, 0.5, 4, 0, 3);
            var outcome =
                    carry(prompt ->
                            prompt.purpose() == Purpose.THESIS
                                    ? says("TOOL_REQUIRED: again - and again")
                                    : usual(prompt));
            assertInstanceOf(Outcome.Answered.class, outcome);
        }
    }

    @Nested
    class ATurnThatDoesNotEnd {
        @Test
        void byAMindThatFailsLeavesTheImageAsItWasBefore() {
            personas.awaken(deed());
            var before = image.now().root();
            var deed = deed();
            var council = council();
            var outcome =
                    council.carry(
                            council.convene("how?"),
                            lease(prompt ->
                                    prompt.purpose() == Purpose.SYNTHESIS
                                            ? new Reply.Failed(
                                                    true, "the server went away", Reply.Fault.AWAY)
                                            : usual(prompt)),
                            deed,
                            heard::add);
            assertEquals(
                    Reply.Fault.AWAY, assertInstanceOf(Outcome.Unresolved.class, outcome).fault());
            council.abandon(deed);
            assertEquals(before, image.now().root());
        }

        @Test
        void byAnInterruptLeavesTheImageAsItWasBefore() {
            var before = image.now().root();
            var deed = deed();
            var council = council();
            var outcome =
                    council.carry(
                            council.convene("how?"),
                            lease(prompt ->
                                    prompt.purpose() == Purpose.THESIS
                                            ? usual(prompt)
                                            : new Reply.Interrupted()),
                            deed,
                            heard::add);
            assertInstanceOf(Outcome.Interrupted.class, outcome);
            council.abandon(deed);
            assertEquals(before, image.now().root());
        }

        @Test
        void byACrashCanBeResumedByAnotherProcess() {
            var council = council();
            try {
                council.carry(
                        council.convene("how?"),
                        lease(prompt -> {
                            if (prompt.purpose() == Purpose.ANTITHESIS) {
                                throw new IllegalStateException("the power went");
                            }
                            return usual(prompt);
                        }),
                        deed(),
                        heard::add);
            } catch (IllegalStateException e) {
                prompts.clear();
            }
            var unfinished = council().unfinished().orElseThrow();
            var outcome =
                    council().carry(unfinished, lease(CouncilFixture::usual), deed(), heard::add);
            assertInstanceOf(Outcome.Answered.class, outcome);
            assertEquals(List.of("antithesis", "synthesis"), purposes());
        }
    }
}
