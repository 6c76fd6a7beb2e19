package batos.council.claims;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.MissingNode;
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
        @ValueSource(strings = {"claims.jsonl", "claims-fresh.jsonl", "claims-more.jsonl"})
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

    /// Lines that nothing was learned from and nothing was tuned to. Their first run: 89.1 %
    /// caught, 3.7 % alarms.
    @Nested
    class OnLinesThatNothingWasTunedTo {
        @Test
        void mostFalseClaimsAreCaughtAndLittleElseIsMarked() throws IOException {
            var score = ClaimScore.of(check, lines("claims-unseen.jsonl"));
            assertEquals(100, score.lines());
            assertTrue(score.caught() >= 0.85 * score.falseClaims(), score::toString);
            assertTrue(
                    score.alarms() <= 0.05 * (score.lines() - score.falseClaims()),
                    score::toString);
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
