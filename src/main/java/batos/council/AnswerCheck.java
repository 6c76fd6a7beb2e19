package batos.council;

import batos.council.claims.ClaimCheck;
import batos.council.claims.ClaimVerdict;
import batos.council.claims.ExtractedClaim;
import batos.council.claims.TurnReceipt;
import batos.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/// An answer with each of its claims held against the receipts of its turn.
///
/// @param findings a verdict for each sentence, in order
/// @param marked the answer with a mark behind each sentence that is not borne out
record AnswerCheck(List<ClaimCheck.Finding> findings, String marked) {
    private static final ClaimCheck CHECK = new ClaimCheck("en");

    AnswerCheck {
        findings = List.copyOf(findings);
    }

    /// Reads the words and weights that a check needs, so that the first answer waits for none of
    /// it.
    static void prepare() {
        CHECK.check("", List.of());
    }

    static AnswerCheck of(TurnState state, String answer, List<ExtractedClaim> extracted) {
        var findings = CHECK.check(answer, receipts(state), extracted);
        var marked = new StringBuilder();
        var from = 0;
        for (var finding : findings) {
            var at = answer.indexOf(finding.sentence(), from);
            if (at >= 0 && finding.verdict().isFalse()) {
                var end = at + finding.sentence().length();
                marked.append(answer, from, end).append(' ').append(mark(finding.verdict()));
                from = end;
            }
        }
        return new AnswerCheck(findings, marked.append(answer.substring(from)).toString());
    }

    static String mark(ClaimVerdict verdict) {
        return "[" + verdict.word() + "]";
    }

    /// The share of claims that are not borne out; NaN where nothing is claimed.
    double unverified() {
        return claims().isEmpty() ? Double.NaN : unproven().size() / (double) claims().size();
    }

    /// The sentences that claim something.
    List<ClaimCheck.Finding> claims() {
        return findings.stream()
                .filter(finding -> finding.verdict() != ClaimVerdict.NO_CLAIM)
                .toList();
    }

    List<ClaimCheck.Finding> unproven() {
        return findings.stream().filter(finding -> finding.verdict().isFalse()).toList();
    }

    private static List<TurnReceipt> receipts(TurnState state) {
        var receipts = new ArrayList<TurnReceipt>();
        receipts.add(new TurnReceipt.Recall(state.episodes()));
        for (var use : state.uses()) {
            var label = use.label();
            var at = label.lastIndexOf('@');
            receipts.add(
                    new TurnReceipt.Tool(
                            use.call().tool(),
                            at < 0 ? 0 : Integer.parseInt(label.substring(at + 1)),
                            json(use.call().arguments()),
                            json(use.outcome()),
                            use.end() == ToolUse.End.GAVE));
        }
        for (var forged : state.forged()) {
            receipts.add(new TurnReceipt.Forge(forged, 0, true, state.testsOf(forged)));
        }
        for (var missing : state.givenUp()) {
            receipts.add(new TurnReceipt.Forge(missing, 0, false, 0));
        }
        return receipts;
    }

    private static JsonNode json(String text) {
        try {
            return Json.readForeign(text);
        } catch (JsonProcessingException e) {
            return Json.text(text);
        }
    }
}
