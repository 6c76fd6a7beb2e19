package batos.council.claims;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads claims about amendments of the codex.
final class CodexClaims {
    private static final Set<String> BE = Set.of("is", "are", "was", "were", "'s", "been");

    private static final List<String> ACTS =
            List.of("approved", "rejected", "withdrawn", "rolledback", "proposed");

    private final ClauseView view;
    private final List<Token> tokens;

    CodexClaims(ClauseView view) {
        this.view = view;
        this.tokens = view.tokens;
    }

    Optional<Claim> read() {
        var noun = view.find("noun.codex");
        if (noun < 0) {
            return Optional.empty();
        }
        for (var act : List.of("approval", "rejection", "withdrawal")) {
            if (!view.negated()
                    && !view.planned()
                    && view.done("save").size() + view.done("codex").size() > 0
                    && tokens.subList(0, noun).stream().anyMatch(token -> token.is(act))) {
                return Optional.of(
                        new Claim.Governed(
                                act.equals("approval")
                                        ? "approved"
                                        : act.equals("rejection") ? "rejected" : "withdrawn",
                                number()));
            }
        }
        for (var done : view.doneByAnyone("codex")) {
            if (!view.empty(done.end())
                    && (view.object(done, "noun.codex") || done.form().base().equals("amend"))) {
                return Optional.of(new Claim.Governed(act(done.form().base()), number()));
            }
        }
        if (view.negated() || view.planned()) {
            return Optional.empty();
        }
        for (int i = noun + 1; i < tokens.size(); i++) {
            var word = tokens.get(i).low();
            var states =
                    i > 0 && tokens.stream().limit(i).anyMatch(token -> BE.contains(token.low()));
            if (Set.of("waits", "awaits").contains(word)
                    || (states
                            && Set.of("waiting", "pending", "open", "awaiting", "filed")
                                    .contains(word))
                    || (word.equals("file") && tokens.get(i - 1).is("on"))) {
                return Optional.of(new Claim.Governed("proposed", number()));
            }
            if (states && (word.equals("force") || word.equals("effect"))) {
                return Optional.of(new Claim.Governed("approved", number()));
            }
        }
        if (view.has("codex.standing", noun, tokens.size())
                && (number() >= 0 || !view.clause.tokens().getFirst().is("any"))) {
            return Optional.of(new Claim.Governed("proposed", number()));
        }
        if (number() >= 0 && view.has("codex.inforce")) {
            return Optional.of(new Claim.Governed("approved", number()));
        }
        if (view.existsBefore(noun) && number() >= 0) {
            return Optional.of(new Claim.Governed("proposed", number()));
        }
        var part = view.find("part of");
        return part >= 0 && (number() >= 0 || definite())
                ? Optional.of(new Claim.Governed("approved", number()))
                : Optional.empty();
    }

    private String act(String base) {
        var words = List.of(base.split(" "));
        var run =
                words.stream()
                        .map(word -> new Token(word, word, Token.Kind.WORD, Double.NaN))
                        .toList();
        for (var act : ACTS) {
            if (view.lexicon.phrases("codex." + act).at(run, 0) == words.size()) {
                return act;
            }
        }
        return "";
    }

    private boolean definite() {
        return tokens.stream()
                .limit(3)
                .anyMatch(token -> Set.of("the", "my", "our", "your", "it").contains(token.low()));
    }

    private long number() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (Set.of("number", "no", "nr", "#").contains(tokens.get(i).low())
                    && ClauseView.whole(tokens.get(i + 1))) {
                return (long) tokens.get(i + 1).number();
            }
        }
        for (int i = 0; i < tokens.size(); i++) {
            if (view.lexicon.phrases("noun.codex").has(tokens.get(i))) {
                for (int j = i + 1; j < Math.min(i + 4, tokens.size()); j++) {
                    if (ClauseView.whole(tokens.get(j))) {
                        return (long) tokens.get(j).number();
                    }
                }
            }
        }
        return -1;
    }
}
