package batos.council;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.council.Dissonance.Part;
import batos.mind.Prompt;
import batos.mind.Purpose;
import batos.mind.Reply;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CouncilExtrasTest extends CouncilFixture {
    private TurnAccount asked(String question, Function<Prompt, Reply> mind) {
        var council = council();
        var outcome =
                (Outcome.Answered)
                        council.carry(council.convene(question), lease(mind), deed(), heard::add);
        return council.account(outcome.episode()).orElseThrow();
    }

    private static Function<Prompt, Reply> answering(String answer) {
        return prompt ->
                prompt.purpose() == Purpose.SYNTHESIS ? says(answer) : CouncilFixture.usual(prompt);
    }

    @Nested
    class AnAnswerThatMemorySpeaksAgainst {
        @Test
        void isMeasuredAndNamesTheMemoryWithItsTurns() {
            asked("I live in Oslo. What should I wear?", CouncilFixture::usual);
            var account = asked("Where do I live?", answering("You live in Bergen, sir."));
            assertEquals(1, account.extras().against().size());
            var line = account.extras().against().getFirst();
            assertTrue(line.contains("I live in Oslo"), line);
            assertTrue(line.matches("e1\\.1 \\(e1\\.1\\), trust \\d\\.\\d\\d: .*"), line);
            var trust = Double.parseDouble(line.replaceAll(".*trust (\\d\\.\\d\\d).*", "$1"));
            assertEquals(trust, account.dissonance().part(Part.CONTRADICTION).orElseThrow(), 0.005);
        }

        @Test
        void isNotMeasuredWhereMemoryAgreesOrTheArchitectSaysSomethingNew() {
            asked("I live in Oslo. What should I wear?", CouncilFixture::usual);
            var agrees = asked("Where do I live?", answering("You live in Oslo, sir."));
            assertTrue(agrees.dissonance().part(Part.CONTRADICTION).isEmpty());
            var news = asked("I live in Bergen now.", answering("You live in Bergen, sir."));
            assertEquals(List.of(), news.extras().against());
        }
    }

    @Nested
    class ARoundThatAlfredLeavesOut {
        private Reply reply(Prompt prompt, String ruling) {
            return switch (prompt.purpose()) {
                case ANTITHESIS -> says(UPSET);
                case RULING -> says(ruling);
                default -> CouncilFixture.usual(prompt);
            };
        }

        private TurnAccount ruled(String ruling) {
            rules =
                    new TurnLimits(
                            2,
                            0.5,
                            4,
                            2,
                            3,
                            0,
                            Dissonance.Weights.USUAL,
                            new TurnLimits.Options(false, true));
            return asked("how?", prompt -> reply(prompt, ruling));
        }

        @Test
        void hasAReasonAndKeepsTheDissent() {
            var account = ruled("{\"end\":true,\"reason\":\"she repeats herself\"}");
            assertEquals(1, account.rounds());
            assertEquals("she repeats herself", account.extras().ended());
            assertEquals("That is cold.", account.dissent());
        }

        @Test
        void takesPlaceWithoutAReasonOrADocument() {
            assertEquals(2, ruled("{\"end\":true,\"reason\":\" \"}").rounds());
            assertEquals(2, ruled("I think so.").rounds());
        }
    }

    @Nested
    class AClaimThatBabsFinds {
        private TurnAccount extracted(boolean allowed) {
            rules =
                    new TurnLimits(
                            1,
                            0.5,
                            4,
                            2,
                            3,
                            0,
                            Dissonance.Weights.USUAL,
                            new TurnLimits.Options(allowed, false));
            return asked(
                    "how?",
                    prompt ->
                            prompt.purpose() == Purpose.CLAIMS
                                    ? says(
                                            "{\"claims\":[{\"sentence\":\"Rome has the"
                                                    + " parcel.\",\"kind\":\"act\",\"tool\":\"\","
                                                    + "\"value\":\"\"}]}")
                                    : answering("Rome has the parcel.").apply(prompt));
        }

        @Test
        void isCheckedWhereSettingsAllowTheCall() {
            assertEquals(List.of("unverified: Rome has the parcel."), extracted(true).claims());
            assertTrue(purposes().contains("claims"));
        }

        @Test
        void costsNoCallOtherwise() {
            assertEquals(List.of(), extracted(false).claims());
            assertFalse(purposes().contains("claims"));
        }
    }

    @Nested
    class APersonaThatSpeaksAsAnother {
        @Test
        void isCounted() {
            var account = asked("how?", answering("Structure.\nROBIN: And kindness."));
            assertEquals(1, account.extras().foreign().get("ALFRED"));
            assertEquals(1, council().foreign().get("ALFRED"));
        }
    }
}
