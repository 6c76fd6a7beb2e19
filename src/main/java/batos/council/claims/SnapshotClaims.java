package batos.council.claims;

import batos.council.claims.Clause.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads claims that a snapshot was taken.
final class SnapshotClaims {
    private final ClauseView view;
    private final List<Token> tokens;

    SnapshotClaims(ClauseView view) {
        this.view = view;
        this.tokens = view.tokens;
    }

    Optional<Claim> read() {
        var noun = view.find("noun.snapshot");
        for (var done : view.done("snapshot")) {
            if (done.form().base().equals("snapshot")
                    || (noun >= 0
                            && (view.object(done, "noun.snapshot")
                                    || ((done.passive() && noun > done.at())
                                            || (view.clause.subject() == Subject.OTHER
                                                    && noun < done.at())))
                            && !view.empty(done.end()))) {
                return Optional.of(new Claim.Snapshotted(name()));
            }
        }
        if (noun < 0 && name().isPresent() && view.has("whole state")) {
            for (var done : view.done("save")) {
                if (tokens.subList(done.end(), tokens.size()).stream()
                        .anyMatch(token -> token.is("as"))) {
                    return Optional.of(new Claim.Snapshotted(name()));
                }
            }
        }
        if (noun < 0 || view.negated() || view.planned()) {
            return Optional.empty();
        }
        if (noun < 4 && happenedTo(noun)) {
            return Optional.of(new Claim.Snapshotted(name()));
        }
        if (tokens.getFirst().is("with") && view.has("done", noun + 1, tokens.size())) {
            return Optional.of(new Claim.Snapshotted(name()));
        }
        var state =
                noun + 1 < tokens.size()
                        && (view.has("done", noun + 1, tokens.size())
                                || view.has("stored", noun + 1, tokens.size()))
                        && view.standsAfter(noun);
        return state || view.existsBefore(noun) || named(noun)
                ? Optional.of(new Claim.Snapshotted(name()))
                : Optional.empty();
    }

    /// `A snapshot has been laid aside`, whatever the verb
    private boolean happenedTo(int noun) {
        for (int i = noun + 1; i + 1 < tokens.size(); i++) {
            if (Set.of("been", "was", "were").contains(tokens.get(i).low())
                    && (tokens.get(i + 1).low().endsWith("ed")
                            || view.lexicon.phrases("participle").has(tokens.get(i + 1)))) {
                return true;
            }
        }
        return false;
    }

    /// The snapshot "monday" is there`
    private boolean named(int noun) {
        return name().isPresent()
                && view.lexicon.phrases("there").in(tokens, noun + 1, tokens.size());
    }

    private Optional<String> name() {
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            var named =
                    i > 0
                            && Set.of(
                                            "named",
                                            "called",
                                            "as",
                                            "labelled",
                                            "labeled",
                                            "name",
                                            "snapshot",
                                            "checkpoint",
                                            "titled",
                                            "tagged",
                                            "label")
                                    .contains(tokens.get(i - 1).low());
            if (token.kind() == Token.Kind.QUOTED
                    || (token.kind() == Token.Kind.IDENTIFIER && !view.names.isTool(token))
                    || (named && token.kind() == Token.Kind.IDENTIFIER)
                    || (named
                            && token.kind() == Token.Kind.WORD
                            && !tokens.get(i - 1).is("snapshot")
                            && !tokens.get(i - 1).is("checkpoint")
                            && !view.lexicon.phrases("noun.snapshot").has(token)
                            && !view.lexicon.phrases("article").has(token)
                            && !Set.of(
                                            "well",
                                            "promised",
                                            "requested",
                                            "asked",
                                            "usual",
                                            "planned",
                                            "agreed",
                                            "instructed",
                                            "before",
                                            "named",
                                            "called",
                                            "of")
                                    .contains(token.low()))) {
                return Optional.of(token.low());
            }
        }
        return Optional.empty();
    }
}
