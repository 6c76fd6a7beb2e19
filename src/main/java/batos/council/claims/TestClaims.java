package batos.council.claims;

import batos.council.claims.Clause.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads claims that tests passed or failed.
final class TestClaims {
    private final ClauseView view;
    private final List<Token> tokens;

    TestClaims(ClauseView view) {
        this.view = view;
        this.tokens = view.tokens;
    }

    /// `All 5 tests pass`, `passed every test`, `5 of 5 green`, `no test failed`.
    Optional<Claim> read() {
        var noun = view.find("noun.test");
        var passing = -1;
        var failing = -1;
        for (int i = 0; i < tokens.size(); i++) {
            if (passing < 0
                    && view.lexicon.phrases("pass").at(tokens, i) > 0
                    && i != noun - 1
                    && !tokens.get(i).is("hold")) {
                passing = i;
            }
            if (passing < 0 && tokens.get(i).is("hold") && noun >= 0 && noun < i) {
                passing = i;
            }
            if (failing < 0
                    && (view.lexicon.phrases("fail").at(tokens, i) > 0
                            || tokens.get(i).is("failures")
                            || tokens.get(i).is("failure"))) {
                failing = i;
            }
        }
        var last = passing;
        if (view.clause.subject() == Subject.YOU) {
            return Optional.empty();
        }
        if (noun < 0) {
            return counted().or(() -> scored(last));
        }
        if (passing < 0 && failing < 0 && !view.negated() && !view.planned() && stands(noun)) {
            return Optional.of(
                    new Claim.Tested(view.toolName(), view.countBefore("noun.test"), -1, false));
        }
        if (passing < 0 && failing < 0 && ran(noun)) {
            return Optional.of(new Claim.Tested(view.toolName(), -1, -1, false));
        }
        if ((passing < 0 && failing < 0) || view.planned()) {
            return Optional.empty();
        }
        if (noun > 0
                && Set.of("a", "any", "some", "good", "this", "that")
                        .contains(tokens.get(noun - 1).low())
                && !view.negated()) {
            return Optional.empty();
        }
        if (failing >= 0 && failing + 1 < tokens.size() && tokens.get(failing + 1).is("not")) {
            return Optional.of(fraction(false));
        }
        var none = view.negated();
        var passes = (failing >= 0 && passing < 0) ? none : !none || (failing >= 0 && none);
        if (none && failing < 0) {
            return Optional.empty();
        }
        return Optional.of(fraction(passes));
    }

    /// `Seven tests stand behind median`, `median has seven tests behind it`
    private boolean stands(int noun) {
        return view.countBefore("noun.test") > 0
                && view.tool().isPresent()
                && tokens.stream()
                        .anyMatch(token ->
                                Set.of(
                                                "stand", "stands", "behind", "guard", "cover",
                                                "back", "backed", "covered", "through", "over")
                                        .contains(token.low()))
                && noun >= 0;
    }

    /// `12 passed`, `0 failed`
    private Optional<Claim> counted() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            var next = tokens.get(i + 1);
            if (ClauseView.whole(tokens.get(i))
                    && i + 3 < tokens.size()
                    && next.is("of")
                    && Set.of("them", "these", "those").contains(tokens.get(i + 2).low())
                    && view.lexicon.phrases("fail").at(tokens, i + 3) > 0) {
                return Optional.of(
                        new Claim.Tested(view.toolName(), -1, -1, tokens.get(i).number() > 0));
            }
            if (ClauseView.whole(tokens.get(i))
                    && (next.is("passed") || next.is("failed"))
                    && i <= 1) {
                var number = (int) tokens.get(i).number();
                return Optional.of(
                        next.is("passed")
                                ? new Claim.Tested(view.toolName(), number, -1, false)
                                : new Claim.Tested(view.toolName(), -1, -1, number > 0));
            }
        }
        return Optional.empty();
    }

    /// `I ran the suite`
    private boolean ran(int noun) {
        return view.done("call").stream()
                .anyMatch(done ->
                        Math.abs(done.at() - noun) < 5 && view.clause.subject() != Subject.YOU);
    }

    private Optional<Claim> scored(int passing) {
        if (passing < 0
                || view.negated()
                || view.planned()
                || !Set.of("pass", "passed", "passes", "green")
                        .contains(tokens.get(passing).low())) {
            return Optional.empty();
        }
        var all = tokens.stream().anyMatch(token -> token.is("all") || token.is("everything"));
        var counted = tokens.stream().anyMatch(token -> token.is("/")) || ratio() >= 0;
        return all || (counted && view.clause.subject() != Subject.YOU)
                ? Optional.of(fraction(true))
                : Optional.empty();
    }

    private int ratio() {
        for (int i = 0; i + 2 < tokens.size(); i++) {
            var middle = tokens.get(i + 1);
            if (ClauseView.whole(tokens.get(i)) && (middle.is("of") || middle.is("/"))) {
                return i;
            }
            if (ClauseView.whole(tokens.get(i)) && middle.is("out") && i + 3 < tokens.size()) {
                return i;
            }
        }
        return -1;
    }

    private Claim.Tested fraction(boolean passes) {
        var at = ratio();
        if (at >= 0) {
            for (int i = at + 2; i < Math.min(at + 5, tokens.size()); i++) {
                if (ClauseView.whole(tokens.get(i))) {
                    return new Claim.Tested(
                            view.toolName(),
                            (int) tokens.get(at).number(),
                            (int) tokens.get(i).number(),
                            !passes);
                }
            }
        }
        var count = view.countBefore("noun.test");
        if (count < 0) {
            count =
                    tokens.stream()
                            .filter(ClauseView::whole)
                            .filter(token -> !token.is("both"))
                            .mapToInt(token -> (int) token.number())
                            .filter(n -> n > 0)
                            .findFirst()
                            .orElse(-1);
            if (view.version() == count) {
                count = -1;
            }
        }
        return new Claim.Tested(
                view.toolName(), count == 0 ? -1 : count, -1, count == 0 ? false : !passes);
    }
}
