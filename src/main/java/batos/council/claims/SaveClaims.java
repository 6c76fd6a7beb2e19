package batos.council.claims;

import batos.council.claims.Clause.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads claims that something was saved.
final class SaveClaims {
    private static final Set<String> BE = Set.of("is", "are", "was", "were", "'s", "been");

    /// `The receipt is on file` claims that an act was proved, whatever the act was.
    private static final Set<String> PROOF = Set.of("receipt", "receipts", "proof", "evidence");

    private final ClauseView view;
    private final List<Token> tokens;

    SaveClaims(ClauseView view) {
        this.view = view;
        this.tokens = view.tokens;
    }

    Optional<Claim> read() {
        for (var done : view.done("save")) {
            if (done.form().weak() && !stored() && !noted(done)) {
                continue;
            }
            if (view.empty(done.end())) {
                return Optional.empty();
            }
            return Optional.of(new Claim.Saved(objects(done), view.about()));
        }
        if (view.negated() || view.planned()) {
            return Optional.empty();
        }
        if (view.countBefore("noun.object") >= 0
                && view.clause.subject() == Subject.OTHER
                && tokens.stream().limit(3).anyMatch(token -> token.is("turn"))
                && !view.doneByAnyone("save").isEmpty()) {
            return Optional.of(new Claim.Saved(view.countBefore("noun.object"), view.about()));
        }
        var commit = -1;
        for (int i = 0; i < tokens.size(); i++) {
            if (Set.of("save", "commit", "saving").contains(tokens.get(i).low())
                    && (i == 0 || !tokens.get(i - 1).is("to"))) {
                commit = i;
            }
        }
        if (commit >= 0
                && ((view.has("done", commit + 1, tokens.size())
                                && (view.standsAfter(commit) || view.terse()))
                        || view.existsBefore(commit)
                        || made(commit))) {
            return Optional.of(new Claim.Saved(view.countBefore("noun.commit"), view.about()));
        }
        if (commit >= 0 && view.countBefore("noun.object") >= 0) {
            return Optional.of(new Claim.Saved(view.countBefore("noun.object"), view.about()));
        }
        var image = tokens.stream().limit(3).anyMatch(token -> token.is("image"));
        var holds =
                tokens.stream()
                        .anyMatch(
                                token -> Set.of("holds", "contains", "has").contains(token.low()));
        if (image
                && holds
                && (view.countBefore("noun.commit") >= 0
                        || tokens.stream().anyMatch(token -> token.is("now")))) {
            return Optional.of(new Claim.Saved(view.countBefore("noun.commit"), view.about()));
        }
        var at = view.find("stored");
        var be =
                tokens.stream()
                        .limit(Math.max(0, at))
                        .anyMatch(token ->
                                BE.contains(token.low())
                                        || Set.of(
                                                        "sits", "lives", "rests", "lies", "stands",
                                                        "remain", "remains", "stays", "sit", "live")
                                                .contains(token.low()));
        if (at > 0
                && be
                && tokens.stream().limit(at).anyMatch(token -> PROOF.contains(token.low()))) {
            return Optional.of(new Claim.Something());
        }
        return at > 0 && be
                ? Optional.of(new Claim.Saved(view.countBefore("noun.commit"), view.about()))
                : Optional.empty();
    }

    /// `I have noted your birthday`
    private boolean noted(DoneVerb done) {
        return done.form().base().equals("note")
                && done.end() < tokens.size()
                && Set.of("your", "it", "down", "the").contains(tokens.get(done.end()).low());
    }

    private boolean stored() {
        return tokens.stream()
                .anyMatch(token ->
                        Set.of(
                                        "image",
                                        "memory",
                                        "disk",
                                        "journal",
                                        "record",
                                        "ledger",
                                        "database",
                                        "file",
                                        "storage",
                                        "scrapbook",
                                        "archive",
                                        "heap",
                                        "object",
                                        "objects")
                                .contains(token.low()));
    }

    private int objects(DoneVerb done) {
        var count = view.countBefore("noun.commit");
        if (count >= 0) {
            return count;
        }
        var from = done.passive() ? 0 : done.end();
        var to = done.passive() ? done.at() : Math.min(tokens.size(), done.end() + 3);
        for (int i = from; i < to; i++) {
            if (ClauseView.whole(tokens.get(i))) {
                return (int) tokens.get(i).number();
            }
        }
        return -1;
    }

    private boolean made(int noun) {
        for (int i = noun + 1; i + 1 < tokens.size(); i++) {
            if (BE.contains(tokens.get(i).low()) && tokens.get(i + 1).is("made")) {
                return true;
            }
        }
        for (int i = 0; i < noun; i++) {
            if (Set.of("made", "holds", "did", "ran", "finished", "completed")
                    .contains(tokens.get(i).low())) {
                return true;
            }
        }
        return noun + 1 < tokens.size()
                && Set.of(
                                "holds",
                                "contains",
                                "covers",
                                "touched",
                                "changed",
                                "has",
                                "wrote",
                                "recorded")
                        .contains(tokens.get(noun + 1).low());
    }
}
