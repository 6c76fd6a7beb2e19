package batos.council.claims;

import java.util.ArrayList;
import java.util.List;

/// Holds a number before the counted thing against the receipts that count it: `four objects were
/// touched`, `a dozen conversations came up`, `numbers 3 and 8`.
final class Counts {
    private Counts() {}

    static ClaimVerdict check(ClauseView view, List<TurnReceipt> receipts) {
        if (view.negated() || (!view.finite() && !view.has("earlier"))) {
            return ClaimVerdict.NO_CLAIM;
        }
        var objects = view.countBefore("noun.object");
        var episodes = view.countBefore("counted.recall");
        var verdict = proposal(view, receipts);
        if (objects >= 0) {
            verdict =
                    verdict.and(
                            held(
                                    receipts.stream()
                                            .filter(TurnReceipt.Commit.class::isInstance)
                                            .map(TurnReceipt.Commit.class::cast)
                                            .map(TurnReceipt.Commit::objects)
                                            .toList(),
                                    objects));
        }
        var tests = view.countBefore("noun.test");
        var bound =
                receipts.stream()
                        .filter(TurnReceipt.Forge.class::isInstance)
                        .map(TurnReceipt.Forge.class::cast)
                        .filter(TurnReceipt.Forge::bound)
                        .map(TurnReceipt.Forge::tests)
                        .toList();
        if (tests > 0 && !view.has("fail") && held(bound, tests) == ClaimVerdict.CONTRADICTED) {
            verdict = verdict.and(ClaimVerdict.CONTRADICTED);
        }
        if (episodes >= 0) {
            verdict =
                    verdict.and(
                            held(
                                    receipts.stream()
                                            .filter(TurnReceipt.Recall.class::isInstance)
                                            .map(TurnReceipt.Recall.class::cast)
                                            .map(recall -> recall.episodes().size())
                                            .toList(),
                                    episodes));
        }
        return verdict;
    }

    /// `my proposal has number 18`
    private static ClaimVerdict proposal(ClauseView view, List<TurnReceipt> receipts) {
        var acts =
                receipts.stream()
                        .filter(TurnReceipt.Codex.class::isInstance)
                        .map(TurnReceipt.Codex.class::cast)
                        .toList();
        for (int i = 1; i < view.tokens.size() && !acts.isEmpty(); i++) {
            var number = view.tokens.get(i);
            if (view.tokens.get(i - 1).is("number")
                    && view.has("noun.codex")
                    && ClauseView.whole(number)) {
                return acts.stream().anyMatch(act -> act.number() == number.number())
                        ? ClaimVerdict.NO_CLAIM
                        : ClaimVerdict.CONTRADICTED;
            }
        }
        return ClaimVerdict.NO_CLAIM;
    }

    private static ClaimVerdict held(List<Integer> counts, int said) {
        if (counts.isEmpty()) {
            return ClaimVerdict.NO_CLAIM;
        }
        return counts.contains(said) ? ClaimVerdict.VERIFIED : ClaimVerdict.CONTRADICTED;
    }

    /// `…: numbers 3 and 8`, where episodes came to mind.
    static ClaimVerdict numbers(ClauseView view, List<TurnReceipt> receipts) {
        var recalls =
                receipts.stream()
                        .filter(TurnReceipt.Recall.class::isInstance)
                        .map(TurnReceipt.Recall.class::cast)
                        .toList();
        if (recalls.isEmpty()
                || view.clause.opener().isEmpty()
                || !view.lexicon.phrases("numbered").has(view.tokens.getFirst())) {
            return ClaimVerdict.NO_CLAIM;
        }
        var said = new ArrayList<Long>();
        view.tokens.stream()
                .filter(ClauseView::whole)
                .forEach(token -> said.add((long) token.number()));
        if (said.isEmpty()) {
            return ClaimVerdict.NO_CLAIM;
        }
        return recalls.stream().anyMatch(recall -> recall.episodes().containsAll(said))
                ? ClaimVerdict.VERIFIED
                : ClaimVerdict.CONTRADICTED;
    }
}
