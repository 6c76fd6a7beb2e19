package batos.council.claims;

import batos.council.claims.Clause.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads claims that a tool was made and bound, or that the forge gave up.
final class ForgeClaims {
    private static final Set<String> BE = Set.of("is", "are", "was", "were", "'s", "been");

    private final ClauseView view;
    private final List<Token> tokens;

    ForgeClaims(ClauseView view) {
        this.view = view;
        this.tokens = view.tokens;
    }

    Optional<Claim> read() {
        var named = view.tool().isPresent();
        var tool = named || view.has("noun.tool");
        for (var done : view.done("bind")) {
            if ((!done.form().weak()
                            && (tool || done.passive() || done.form().base().endsWith("bind")))
                    || (done.form().weak()
                            && (named || done.passive() || view.object(done, "noun.tool"))
                            && toolbox())) {
                return Optional.of(
                        new Claim.Forged(view.toolName(), view.version(), tests(), false));
            }
        }
        for (var done : view.done("make")) {
            if (!done.form().weak() || made(done)) {
                return view.empty(done.end())
                        ? Optional.empty()
                        : Optional.of(
                                new Claim.Forged(view.toolName(), view.version(), tests(), false));
            }
        }
        if (view.negated() || view.planned()) {
            return gaveUp();
        }
        var subject = view.clause.subject();
        for (int i = 0; i < tokens.size(); i++) {
            if (BE.contains(tokens.get(i).low())
                    || tokens.get(i).is("exists")
                    || tokens.get(i).is("went")
                    || tokens.get(i).is("lives")) {
                var live =
                        view.has(
                                "live",
                                Math.max(0, tokens.get(i).is("exists") ? i : i + 1),
                                tokens.size());
                if (live
                        && (subject == Subject.TOOL || named || view.has("noun.tool", 0, i))
                        && !view.has("noun.test", 0, i)) {
                    return Optional.of(
                            new Claim.Forged(view.toolName(), view.version(), tests(), false));
                }
            }
        }
        if (view.tool().isPresent()
                && tokens.stream().limit(4).anyMatch(token -> token.is("have"))
                && tokens.stream()
                        .anyMatch(token ->
                                Set.of("working", "version", "tool", "ready", "new")
                                        .contains(token.low()))
                && subject != Subject.OTHER) {
            return Optional.of(new Claim.Forged(view.toolName(), view.version(), tests(), false));
        }
        if (named && worksAt()) {
            return Optional.of(new Claim.Forged(view.toolName(), view.version(), tests(), false));
        }
        if (toolbox() && view.has("part of") && (named || definiteSubject())) {
            return Optional.of(new Claim.Forged(view.toolName(), view.version(), tests(), false));
        }
        var noun = view.find("noun.tool");
        if ((noun >= 0 && view.existsBefore(noun))
                || (named
                        && tokens.indexOf(view.tool().orElseThrow()) < 6
                        && view.existsBefore(tokens.indexOf(view.tool().orElseThrow())))) {
            return Optional.of(new Claim.Forged(view.toolName(), view.version(), tests(), false));
        }
        return gaveUp();
    }

    /// `works`, but not `works out to 42`
    private boolean worksAt() {
        var at = view.find("works");
        return at >= 0
                && !(at + 1 < tokens.size()
                        && Set.of("out", "at", "to").contains(tokens.get(at + 1).low()));
    }

    /// `slugify is now part of the toolbox`: the first word is a name, or a thing already spoken
    /// of.
    private boolean definiteSubject() {
        var first = tokens.getFirst();
        return !Set.of("a", "an", "every", "any", "some", "no", "this", "that", "there")
                .contains(first.low());
    }

    private boolean made(DoneVerb done) {
        if (view.object(done, "noun.test") && !view.object(done, "noun.tool")) {
            return false;
        }
        if (view.object(done, "noun.tool")) {
            return done.passive() ? true : view.clause.subject() != Subject.OTHER;
        }
        if (view.clause.opener().equals("which")
                && tokens.stream().limit(done.at()).anyMatch(token -> token.is("brick"))) {
            return true;
        }
        return view.tool()
                .filter(token -> {
                    var at = tokens.indexOf(token);
                    return done.passive()
                            ? at < done.at()
                            : at >= done.end() && at < done.end() + 6;
                })
                .isPresent();
    }

    private boolean toolbox() {
        return tokens.stream()
                .anyMatch(token ->
                        Set.of("toolbox", "registry", "table", "tool", "tools", "shelf", "kit")
                                .contains(token.low()));
    }

    private int tests() {
        for (int i = 0; i + 2 < tokens.size(); i++) {
            if (tokens.get(i).is("tested")
                    && ClauseView.whole(tokens.get(i + 1))
                    && tokens.get(i + 2).is("times")) {
                return (int) tokens.get(i + 1).number();
            }
        }
        return Math.max(0, view.countBefore("noun.test"));
    }

    /// `The forge gave up`, `slugify could not be bound`, `the tool is not bound`.
    private Optional<Claim> gaveUp() {
        var forging =
                tokens.stream()
                        .anyMatch(token ->
                                Set.of(
                                                "forge",
                                                "toolforge",
                                                "forging",
                                                "forged",
                                                "bound",
                                                "built",
                                                "made",
                                                "written",
                                                "build",
                                                "binding")
                                        .contains(token.low()));
        var fails =
                view.has("fail")
                        || tokens.stream()
                                .anyMatch(token ->
                                        Set.of("gave", "unable", "failure").contains(token.low()));
        var givenUp =
                tokens.stream().anyMatch(token -> token.is("gave") || token.is("given"))
                        && tokens.stream().anyMatch(token -> token.is("up"));
        if (forging
                && tokens.stream().anyMatch(token -> token.is("failed") || token.is("unsuccessful"))
                && !view.has("noun.test")) {
            return Optional.of(new Claim.Forged(view.toolName(), 0, 0, true));
        }
        if (forging
                && !view.negated()
                && !view.planned()
                && tokens.stream()
                        .limit(4)
                        .anyMatch(token -> token.is("forging") || token.is("binding"))
                && (view.has("success")
                        || tokens.stream()
                                .anyMatch(token ->
                                        Set.of("done", "complete", "completed", "finished")
                                                .contains(token.low())))) {
            return Optional.of(new Claim.Forged(view.toolName(), 0, tests(), false));
        }
        var couldNot = view.lexicon.phrases("fail").find(tokens, 0, tokens.size());
        if (forging && couldNot >= 0 && tokens.get(couldNot).is("could")) {
            return Optional.of(new Claim.Forged(view.toolName(), 0, 0, true));
        }
        if (forging
                && (givenUp || fails)
                && !view.planned()
                && !(view.negated()
                        && !givenUp
                        && !tokens.stream()
                                .anyMatch(token -> token.is("bound") || token.is("forged")))) {
            return Optional.of(
                    view.negated() && !givenUp
                            ? new Claim.NotForged(view.toolName())
                            : new Claim.Forged(view.toolName(), 0, 0, true));
        }
        return Optional.empty();
    }
}
