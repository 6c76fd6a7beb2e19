package batos.council.claims;

import batos.council.claims.Clause.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads claims that a tool was called.
final class CallClaims {
    private final ClauseView view;
    private final List<Token> tokens;
    private final ValueClaims claims;
    private final ValueWords words;

    CallClaims(ClauseView view, ValueClaims claims, ValueWords words) {
        this.view = view;
        this.tokens = view.tokens;
        this.claims = claims;
        this.words = words;
    }

    Optional<Claim> called() {
        for (var done : view.done("call")) {
            var object =
                    view.tool()
                                    .filter(token ->
                                            done.passive() || tokens.indexOf(token) >= done.end())
                                    .isPresent()
                            || view.object(done, "noun.tool")
                            || (done.passive()
                                    && view.clause.subject() == Subject.TOOL
                                    && !tokens.getFirst().is("it"))
                            || (done.end() < tokens.size()
                                    && Set.of(
                                                    "code",
                                                    "calculation",
                                                    "computation",
                                                    "numbers",
                                                    "query",
                                                    "check",
                                                    "it",
                                                    "simulation",
                                                    "benchmark")
                                            .contains(last(done.end())));
            object |= view.lexicon.phrases("runnable").in(tokens, done.end(), done.end() + 5);
            if ((object || !done.form().weak())
                    && !view.empty(done.end())
                    && !view.has("noun.test", done.end(), tokens.size())
                    && !named(done)) {
                return Optional.of(
                        claims.computed(List.of(), words.inputs(done.at(), done.end()), false));
            }
        }
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (i > 0
                    && (tokens.get(i).is("with") || tokens.get(i).is("by"))
                    && view.names.isTool(tokens.get(i + 1))
                    && tokens.get(i - 1).low().endsWith("ed")
                    && !view.negated()
                    && !view.planned()) {
                return Optional.of(claims.computed(List.of(), List.of(), false));
            }
        }
        for (int i = 0; i < tokens.size(); i++) {
            if ((tokens.get(i).is("using") || tokens.get(i).is("via"))
                    && view.tool().isPresent()
                    && !view.negated()
                    && !view.planned()
                    && view.done("act").size() + view.done("make").size() > 0) {
                return Optional.of(claims.computed(List.of(), List.of(), false));
            }
        }
        return Optional.empty();
    }

    /// `the tool called slugify` names, it does not call.
    private boolean named(DoneVerb done) {
        return done.form().base().equals("call")
                && done.at() > 0
                && ((view.lexicon.phrases("noun.tool").has(tokens.get(done.at() - 1))
                                && !done.passive())
                        || (done.passive()
                                && done.end() < tokens.size()
                                && view.names.isTool(tokens.get(done.end()))
                                && tokens.stream()
                                        .limit(done.at())
                                        .anyMatch(view.lexicon.phrases("noun.tool")::has)));
    }

    private String last(int from) {
        for (int i = from; i < Math.min(from + 3, tokens.size()); i++) {
            if (!view.lexicon.phrases("article").has(tokens.get(i))) {
                return tokens.get(i).low();
            }
        }
        return "";
    }
}
