package batos.council.claims;

import batos.council.claims.Clause.Subject;
import java.util.List;

/// Reads what a clause denies outright, where a receipt shows that it happened: `nothing was
/// committed`, `no snapshot has been taken`, `I did not call any tool`. A denial without such a
/// receipt claims nothing.
final class Denials {
    private final Lexicon lexicon;
    private final List<TurnReceipt> receipts;

    Denials(Lexicon lexicon, List<TurnReceipt> receipts) {
        this.lexicon = lexicon;
        this.receipts = receipts;
    }

    ClaimVerdict of(ClauseView view) {
        if (!total(view)
                || view.planned()
                || view.has("exception")
                || view.clause.subject() == Subject.YOU) {
            return ClaimVerdict.NO_CLAIM;
        }
        return happened(view) ? ClaimVerdict.CONTRADICTED : ClaimVerdict.NO_CLAIM;
    }

    /// `nothing`, `no tool`, `not … any`, `has not been …`
    private boolean total(ClauseView view) {
        var tokens = view.tokens;
        for (int i = 0; i < tokens.size(); i++) {
            if (tokens.get(i).isLiteral()) {
                continue;
            }
            if (lexicon.phrases("denial").at(tokens, i) > 0
                    && !lexicon.phrases("smooth").in(tokens, i + 1, i + 2)
                    && !lexicon.phrases("trouble").in(tokens, i + 1, i + 2)) {
                return true;
            }
            if ((tokens.get(i).is("not") || tokens.get(i).is("never"))
                    && (lexicon.phrases("any").in(tokens, i + 1, i + 4)
                            || (i + 1 < tokens.size() && tokens.get(i + 1).is("been"))
                            || (i > 0 && lexicon.phrases("was").has(tokens.get(i - 1))))) {
                return true;
            }
        }
        return false;
    }

    /// `nothing was stored`, `stored nothing`; not `stored: tea, no sugar`.
    private boolean besides(ClauseView view, String section) {
        var verb = view.find(section);
        for (int i = 0; i < Math.min(view.tokens.size(), verb + 2); i++) {
            if (lexicon.phrases("denial").at(view.tokens, i) > 0
                    || lexicon.phrases("negation").at(view.tokens, i) > 0) {
                return true;
            }
        }
        return false;
    }

    private boolean happened(ClauseView view) {
        for (var receipt : receipts) {
            var denied =
                    switch (receipt) {
                        case TurnReceipt.Commit commit ->
                                commit.objects() > 0
                                        && besides(view, "denied.commit")
                                        && !view.has("noun.snapshot")
                                        && !view.has("noun.codex")
                                        && !view.has("noun.tool");
                        case TurnReceipt.Snapshot _ ->
                                view.has("noun.snapshot") && view.has("denied.snapshot");
                        case TurnReceipt.Tool tool ->
                                view.has("denied.call")
                                        && (view.names(tool.tool())
                                                || (view.tokens.stream()
                                                                .noneMatch(view.names::isTool)
                                                        && view.has("noun.tool")));
                        case TurnReceipt.Recall recall ->
                                !recall.episodes().isEmpty()
                                        && view.has("denied.recall")
                                        && (view.has("noun.recall")
                                                || view.has("rememberer")
                                                || view.tokens.size() <= 4)
                                        && view.tokens.stream().noneMatch(view.names::isTool);
                        case TurnReceipt.Forge forge ->
                                forge.bound()
                                        && ((view.has("denied.forge")
                                                        && (view.names(forge.tool())
                                                                || view.has("noun.tool")))
                                                || (view.has("noun.test") && view.has("pass")));
                        case TurnReceipt.Codex codex ->
                                view.has("noun.codex") && governed(view, codex);
                    };
            if (denied) {
                return true;
            }
        }
        return false;
    }

    private static boolean governed(ClauseView view, TurnReceipt.Codex codex) {
        return view.tokens.stream()
                .anyMatch(token ->
                        token.low().endsWith("ed")
                                && token.low().length() > 4
                                && ReceiptCheck.act(token.low())
                                        .equals(ReceiptCheck.act(codex.act())));
    }
}
