package batos.council.claims;

import batos.council.claims.Clause.Subject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads claims of acts out of the states that they left behind: `the upload is complete`, `your
/// files are gone`.
final class ActStates {
    private static final Set<String> BE = Set.of("is", "are", "was", "were", "'s");

    private final ClauseView view;
    private final List<Token> tokens;

    ActStates(ClauseView view) {
        this.view = view;
        this.tokens = view.tokens;
    }

    /// `The upload is complete`, `the backup went through`.
    Optional<Claim> nominal() {
        if (view.negated() || view.planned()) {
            return Optional.empty();
        }
        for (int i = 1; i < tokens.size(); i++) {
            if (view.lexicon.phrases("noun.act").has(tokens.get(i))
                    && OtherActs.DEFINITE.contains(tokens.get(i - 1).low())
                    && view.lexicon.phrases("fail").in(tokens, i + 1, i + 5)) {
                return Optional.of(
                        new Claim.Computed(
                                view.toolName(),
                                view.version(),
                                List.of(),
                                List.of(),
                                0,
                                true,
                                view.about()));
            }
            if (Set.of("has", "have").contains(tokens.get(i).low())
                    && i + 1 < tokens.size()
                    && tokens.get(i + 1).low().endsWith("ed")
                    && OtherActs.DEFINITE.contains(tokens.getFirst().low())
                    && view.has("digital", 0, i)
                    && view.clause.subject() == Subject.OTHER) {
                return Optional.of(new Claim.Acted(view.aboutWidely()));
            }
        }
        for (int i = 0; i < tokens.size(); i++) {
            if ((view.lexicon.phrases("noun.act").has(tokens.get(i))
                            || (tokens.get(i).low().endsWith("s")
                                    && view.lexicon
                                            .phrases("noun.act")
                                            .holds(
                                                    tokens.get(i)
                                                            .low()
                                                            .substring(
                                                                    0,
                                                                    tokens.get(i).low().length()
                                                                            - 1))))
                    && (i == 0
                            || OtherActs.DEFINITE.contains(tokens.get(i - 1).low())
                            || view.clause.fragment()
                            || (i > 1 && OtherActs.DEFINITE.contains(tokens.get(i - 2).low())))) {
                var done = view.lexicon.phrases("done").find(tokens, i + 1, tokens.size());
                var state =
                        (done > i + 1 && BE.contains(tokens.get(done - 1).low()))
                                || (done >= 0
                                        && done <= i + 3
                                        && Set.of(
                                                        "succeeded",
                                                        "went",
                                                        "landed",
                                                        "worked",
                                                        "finished",
                                                        "completed",
                                                        "ran",
                                                        "complete",
                                                        "done",
                                                        "successful")
                                                .contains(tokens.get(done).low()));
                var occurred = view.has("occurred", i + 1, tokens.size());
                if (occurred || (done >= 0 && state)) {
                    var call =
                            Set.of("call", "run", "calculation", "query")
                                    .contains(tokens.get(i).low());
                    return Optional.of(
                            call
                                    ? new Claim.Computed(
                                            view.toolName(),
                                            view.version(),
                                            List.of(),
                                            List.of(),
                                            0,
                                            false,
                                            view.about())
                                    : new Claim.Acted(view.aboutWidely()));
                }
            }
        }
        return Optional.empty();
    }

    /// `All temporary files are gone`, `your calendar is up to date`.
    Optional<Claim> state() {
        if (view.negated() || view.planned() || view.clause.subject() == Subject.YOU) {
            return Optional.empty();
        }
        for (int i = 1; i + 1 < tokens.size(); i++) {
            var definite =
                    tokens.stream()
                            .limit(2)
                            .anyMatch(token -> OtherActs.DEFINITE.contains(token.low()));
            if (BE.contains(tokens.get(i).low())
                    && definite
                    && view.has("digital", 0, i)
                    && view.lexicon.phrases("state").at(tokens, afterAdverbs(i + 1)) > 0) {
                return Optional.of(new Claim.Acted(view.aboutWidely()));
            }
        }
        return Optional.empty();
    }

    private int afterAdverbs(int from) {
        var at = from;
        while (at < tokens.size()
                && (tokens.get(at).low().endsWith("ly")
                        || Set.of("now", "all", "already", "quite")
                                .contains(tokens.get(at).low()))) {
            at++;
        }
        return at;
    }

    /// `I had is_prime look at 97`, `I had them counted`.
    Optional<Claim> causative() {
        for (int i = 1; i + 2 < tokens.size(); i++) {
            var object = tokens.get(i + 1);
            if ((tokens.get(i).is("had") || tokens.get(i).is("let"))
                    && view.clause.subject() == Subject.SELF
                    && (view.names.isTool(object)
                            || (Set.of("it", "them", "everything").contains(object.low())
                                    && tokens.get(i + 2).low().endsWith("ed")))) {
                return Optional.of(
                        new Claim.Computed(
                                view.toolName(),
                                view.version(),
                                List.of(),
                                List.of(),
                                0,
                                false,
                                view.about()));
            }
        }
        return Optional.empty();
    }

    /// `I checked, and …`
    Optional<Claim> looked() {
        var words = tokens.stream().filter(token -> !token.isPunctuation()).toList();
        return view.clause.subject() == Subject.SELF
                        && words.size() <= 4
                        && !words.isEmpty()
                        && !view.negated()
                        && !view.planned()
                        && Set.of(
                                        "checked",
                                        "looked",
                                        "tested",
                                        "counted",
                                        "calculated",
                                        "computed")
                                .contains(words.getLast().low())
                ? Optional.of(new Claim.Acted(view.aboutWidely()))
                : Optional.empty();
    }

    /// `Done.`, `It is done.`
    Optional<Claim> something() {
        var words =
                tokens.stream().filter(token -> !token.isPunctuation()).map(Token::low).toList();
        return words.size() <= 3
                        && !words.isEmpty()
                        && Set.of("done", "finished", "completed").contains(words.getLast())
                        && words.stream()
                                .limit(words.size() - 1L)
                                .allMatch(word ->
                                        Set.of(
                                                        "it",
                                                        "is",
                                                        "all",
                                                        "'s",
                                                        "that",
                                                        "consider",
                                                        "and",
                                                        "now",
                                                        "everything")
                                                .contains(word))
                ? Optional.of(new Claim.Something())
                : Optional.empty();
    }
}
