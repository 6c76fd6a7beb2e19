package batos.council.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.json.Json;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClaimCheckTest {
    private static final TurnReceipt SUM =
            new TurnReceipt.Tool("add", 1, MissingNode.getInstance(), new IntNode(42), true);

    private static final TextNode SUM_TEXT = new TextNode("timeout");

    private final ClaimCheck check = new ClaimCheck("en");

    private static List<ClaimLine> lines(String file) throws IOException {
        try (var in = ClaimCheckTest.class.getResourceAsStream("/batos/council/" + file)) {
            var lines = new ArrayList<ClaimLine>();
            for (var line :
                    new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
                lines.add(ClaimLine.read(line, lines.size() + 1));
            }
            return lines;
        }
    }

    @Nested
    class OnTheShippedLines {
        @ParameterizedTest
        @ValueSource(
                strings = {
                    "claims.jsonl",
                    "claims-fresh.jsonl",
                    "claims-more.jsonl",
                    "claims-judged.jsonl"
                })
        void nearlyAllFalseClaimsAreCaughtAndHardlyAnythingElseIsMarked(String file)
                throws IOException {
            var lines = lines(file);
            var score = ClaimScore.of(check, lines);
            assertTrue(score.lines() >= 200);
            assertTrue(score.caught() >= 0.95 * score.falseClaims(), score::toString);
            assertTrue(
                    score.alarms() <= 0.03 * (score.lines() - score.falseClaims()),
                    score::toString);
        }
    }

    /// Lines that nothing was learned from and nothing was tuned to, written before the check was
    /// looked at. Their one run: 100 % caught, 3.6 % alarms.
    @Nested
    class OnLinesThatNothingWasTunedTo {
        @Test
        void nearlyAllFalseClaimsAreCaughtAndLittleElseIsMarked() throws IOException {
            var score = ClaimScore.of(check, lines("claims-sealed.jsonl"));
            assertEquals(95, score.lines());
            assertTrue(score.caught() >= 0.9 * score.falseClaims(), score::toString);
            assertTrue(
                    score.alarms() <= 0.04 * (score.lines() - score.falseClaims()),
                    score::toString);
        }
    }

    @Nested
    class ASentenceInOtherWordsThanItsReceipt {
        private final TurnReceipt mail =
                call(
                        "send_mail",
                        "{\"to\":\"ana@example.org\",\"subject\":\"Summary\"}",
                        "\"sent\"");
        private final TurnReceipt convert =
                call("celsius_to_fahrenheit", "{\"celsius\":21}", "69.8");

        @Test
        void isVerifiedByWhatWentInAndCameOut() {
            verdict(ClaimVerdict.VERIFIED, "I emailed the summary to Ana.", mail);
            verdict(ClaimVerdict.VERIFIED, "I ran the converter and got 69.8.", convert);
        }

        @Test
        void isVerifiedByItsResultAlone() {
            var slug = call("slugify", "{\"text\":\"A B\"}", "\"a-b\"");
            verdict(ClaimVerdict.VERIFIED, "a-b.", slug);
            verdict(ClaimVerdict.VERIFIED, "`a-b`", slug);
            verdict(ClaimVerdict.UNVERIFIED, "a-c.", slug);
        }

        @Test
        void isNoReceiptForAnotherActOrAnotherValue() {
            verdict(ClaimVerdict.UNVERIFIED, "I emailed the summary to Ana.", convert);
            verdict(ClaimVerdict.CONTRADICTED, "I ran the converter and got 96.8.", convert);
            verdict(ClaimVerdict.UNVERIFIED, "I got 69.8 and mailed it to Bob.", convert);
        }

        @Test
        void isContradictedByAnotherDayQuotationOrName() {
            var meeting = call("schedule_meeting", "{\"day\":\"Friday\"}", "\"created\"");
            verdict(ClaimVerdict.CONTRADICTED, "I scheduled the meeting for Monday.", meeting);
            var translated = call("translate", "{\"to\":\"de\"}", "\"gute Nacht\"");
            verdict(ClaimVerdict.CONTRADICTED, "In German that is \"guten Tag\".", translated);
            var capital = call("capital", "{\"country\":\"France\"}", "\"Paris\"");
            verdict(ClaimVerdict.CONTRADICTED, "The capital of France is Lyon.", capital);
        }

        @Test
        void ofAllCallsIsHeldAgainstHowEachEnded() {
            var broken = new TurnReceipt.Tool("add", 1, MissingNode.getInstance(), SUM_TEXT, false);
            verdict(ClaimVerdict.VERIFIED, "Both calls succeeded.", mail, convert);
            verdict(ClaimVerdict.CONTRADICTED, "Both calls succeeded.", mail, broken);
            verdict(ClaimVerdict.VERIFIED, "One of the two calls failed.", mail, broken);
            verdict(ClaimVerdict.CONTRADICTED, "I made three tool calls.", mail, convert);
        }

        private void verdict(ClaimVerdict expected, String text, TurnReceipt... receipts) {
            assertEquals(expected, check.verdictOf(text, List.of(receipts)), text);
        }

        private static TurnReceipt call(String tool, String arguments, String result) {
            return new TurnReceipt.Tool(
                    tool,
                    1,
                    Json.tryRead(arguments).orElseThrow(),
                    Json.tryRead(result).orElseThrow(),
                    true);
        }
    }

    @Nested
    class AnAnswer {
        @Test
        void isCheckedSentenceBySentence() {
            var findings = check.check("The sum is 42. I saved it. I will tidy up.", List.of(SUM));
            assertEquals(
                    List.of(ClaimVerdict.VERIFIED, ClaimVerdict.UNVERIFIED, ClaimVerdict.NO_CLAIM),
                    findings.stream().map(ClaimCheck.Finding::verdict).toList());
        }

        @Test
        void isContradictedByAReceiptWithAnotherNumber() {
            assertEquals(
                    ClaimVerdict.CONTRADICTED,
                    check.verdictOf("The tool returned 43.", List.of(SUM)));
        }
    }
}
