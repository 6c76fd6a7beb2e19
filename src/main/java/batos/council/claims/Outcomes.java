package batos.council.claims;

import java.util.List;

/// Reads how a forging or an amendment ended, in whatever words of success and failure, where a
/// receipt of it is at hand.
final class Outcomes {
    private final Lexicon lexicon;
    private final List<TurnReceipt> receipts;

    Outcomes(Lexicon lexicon, List<TurnReceipt> receipts) {
        this.lexicon = lexicon;
        this.receipts = receipts;
    }

    /// `the mandate was changed by amendment 22`
    ClaimVerdict amended(ClauseView view) {
        var acts =
                receipts.stream()
                        .filter(TurnReceipt.Codex.class::isInstance)
                        .map(TurnReceipt.Codex.class::cast)
                        .toList();
        if (!acts.isEmpty()
                && view.has("noun.codex")
                && view.has("codex.through")
                && !view.negated()
                && !view.planned()) {
            return acts.stream().anyMatch(each -> ReceiptCheck.act(each.act()).equals("approved"))
                    ? ClaimVerdict.NO_CLAIM
                    : ClaimVerdict.CONTRADICTED;
        }
        for (int i = 1; i + 2 < view.tokens.size(); i++) {
            if (lexicon.phrases("by means of").has(view.tokens.get(i))
                    && lexicon.phrases("noun.codex").has(view.tokens.get(i + 1))
                    && ClauseView.whole(view.tokens.get(i + 2))
                    && !view.negated()
                    && !view.planned()
                    && view.tokens.get(i - 1).low().endsWith("ed")) {
                var number = (long) view.tokens.get(i + 2).number();
                if (acts.isEmpty()) {
                    return ClaimVerdict.UNVERIFIED;
                }
                return acts.stream()
                                .anyMatch(each ->
                                        each.number() == number
                                                && ReceiptCheck.act(each.act()).equals("approved"))
                        ? ClaimVerdict.VERIFIED
                        : ClaimVerdict.CONTRADICTED;
            }
        }
        return ClaimVerdict.NO_CLAIM;
    }

    /// The outcome of forging a tool, by any words of success and failure; and whether it can be
    /// called now.
    ClaimVerdict forging(ClauseView view) {
        var forges =
                receipts.stream()
                        .filter(TurnReceipt.Forge.class::isInstance)
                        .map(TurnReceipt.Forge.class::cast)
                        .filter(forge -> view.names(forge.tool()))
                        .toList();
        var called =
                receipts.stream()
                        .anyMatch(receipt ->
                                receipt instanceof TurnReceipt.Tool tool
                                        && view.names(tool.tool()));
        if (forges.isEmpty() || called) {
            return ClaimVerdict.NO_CLAIM;
        }
        var failed =
                turnedDown(view)
                        || (view.has("fail")
                                && !view.denied("without", "no")
                                && (!view.negated() || view.has("not done")));
        var live =
                (view.has("callable") && view.has("at once"))
                        || (!view.has("noun.test")
                                && view.has("success")
                                && !view.negated()
                                && !view.planned()
                                && !failed);
        if (failed == live || (failed && view.planned() && !view.has("could not"))) {
            return ClaimVerdict.NO_CLAIM;
        }
        return forges.stream().anyMatch(forge -> forge.bound() == live)
                ? ClaimVerdict.VERIFIED
                : ClaimVerdict.CONTRADICTED;
    }

    /// `the forge turned it down`
    private static boolean turnedDown(ClauseView view) {
        var words = view.tokens.stream().filter(token -> !token.isPunctuation()).toList();
        return !words.isEmpty()
                && words.getLast().is("down")
                && words.stream().anyMatch(token -> token.is("turned") || token.is("voted"));
    }
}
