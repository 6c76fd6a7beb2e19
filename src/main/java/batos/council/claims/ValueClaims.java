package batos.council.claims;

import batos.council.claims.Clause.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads claims of computed values out of a clause.
final class ValueClaims {
    private static final Set<String> BE = Set.of("is", "are", "was", "were", "'s");

    private final ClauseView view;
    private final List<Token> tokens;
    private final ValueWords words;

    ValueClaims(ClauseView view) {
        this.view = view;
        this.tokens = view.tokens;
        this.words = new ValueWords(view);
    }

    List<Claim> read() {
        var claims = new ArrayList<Claim>();
        var sentences = new ValueSentences(view, this, words);
        var calls = new CallClaims(view, this, words);
        failed().or(this::returned)
                .or(sentences::copula)
                .or(calls::called)
                .or(this::unit)
                .or(sentences::reckoned)
                .ifPresent(claims::add);
        return claims;
    }

    Claim.Computed computed(List<Token> values, List<Token> inputs, boolean failed) {
        return new Claim.Computed(
                view.toolName().filter(this::reallyATool),
                view.version(),
                values,
                inputs,
                view.times(),
                failed,
                view.about());
    }

    /// A snapshot's or a value's name with a hyphen is no tool.
    private boolean reallyATool(String name) {
        return view.names.isKnown(name)
                || view.tool()
                        .filter(token ->
                                token.kind() == Token.Kind.CALL
                                        || token.kind() == Token.Kind.VERSIONED
                                        || token.low().contains("_")
                                        || token.kind() == Token.Kind.WORD
                                        || token.kind() == Token.Kind.QUOTED)
                        .isPresent();
    }

    /// `lookup_weather could not reach the network`
    private boolean couldNot() {
        for (int i = 1; i + 1 < tokens.size(); i++) {
            if (tokens.get(i).is("could")
                    && tokens.get(i + 1).is("not")
                    && view.clause.subject() == Subject.TOOL
                    && !toolish("forge")) {
                return true;
            }
        }
        return false;
    }

    private boolean toolish(String word) {
        return tokens.stream().anyMatch(token -> token.is(word));
    }

    private Optional<Claim> failed() {
        if (couldNot()) {
            return Optional.of(computed(List.of(), List.of(), true));
        }
        if ((view.clause.subject() != Subject.TOOL && view.tool().isEmpty())
                || view.planned()
                || view.general()) {
            return Optional.empty();
        }
        for (int i = 0; i < tokens.size(); i++) {
            var word = tokens.get(i).low();
            var fails =
                    view.lexicon.phrases("fail").at(tokens, i) > 0
                            && (i == 0
                                    || !view.lexicon.phrases("article").has(tokens.get(i - 1))
                                    || Set.of("error", "exception", "traceback", "timeout")
                                            .contains(word));
            if (fails && i > 0) {
                if (!view.has("negation")) {
                    return Optional.of(computed(List.of(), List.of(), true));
                }
                if (tokens.stream().anyMatch(token -> token.is("without"))
                        || tokens.stream().anyMatch(token -> token.is("no"))) {
                    return Optional.of(computed(List.of(), List.of(), false));
                }
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    private Optional<Claim> returned() {
        for (int i = 0; i < tokens.size(); i++) {
            var form = view.lexicon.verbs("return").at(tokens, i);
            if (form.isEmpty() || tokens.get(i).isLiteral()) {
                continue;
            }
            var past =
                    view.happened(i, form.get())
                            || (form.get().tense() == Verbs.Tense.PAST
                                    && toolBefore(i)
                                    && !view.negatedBefore(i)
                                    && !view.planned()
                                    && !view.passive(i)
                                    && !(i + form.get().length() < tokens.size()
                                            && tokens.get(i + form.get().length()).is("by")));
            var present =
                    form.get().tense() == Verbs.Tense.THIRD
                            && !view.negatedBefore(i)
                            && !view.planned();
            if ((!past && !present) || (!past && view.general())) {
                continue;
            }
            var end = i + form.get().length();
            var passive = view.passive(i);
            var values = passive ? behind(end) : words.values(end, tokens.size());
            if (passive && values.isEmpty()) {
                values =
                        words.values(0, i).stream()
                                .filter(value ->
                                        !view.lexicon.phrases("article").has(value)
                                                && !view.lexicon.phrases("pronoun").has(value))
                                .toList();
            }
            var subject = view.clause.subject();
            var tool =
                    subject == Subject.TOOL
                            || (view.tool().isPresent() && tokens.indexOf(view.tool().get()) < i)
                            || (subject == Subject.OTHER && view.has("computed", 0, i));
            var own =
                    (subject == Subject.SELF || subject == Subject.NONE)
                            && isOwn(form.get().base());
            if (form.get().base().equals("find")
                    && values.stream()
                            .noneMatch(token ->
                                    token.kind() == Token.Kind.NUMBER
                                            && (Character.isDigit(token.text().charAt(0))
                                                    || countsThings(token)))) {
                own = false;
            }
            if (passive && !values.isEmpty() && past && subject != Subject.YOU) {
                return Optional.of(computed(values, List.of(), false));
            }
            if (tool && (!values.isEmpty() || (past && named()))) {
                return Optional.of(computed(values, words.inputs(i, end), false));
            }
            if (present
                    && i + 1 == tokens.size()
                    && i > 0
                    && view.names.isTool(tokens.get(i - 1))) {
                return Optional.of(computed(List.of(), List.of(), false));
            }
            if (own
                    && (!values.isEmpty()
                            || (view.lexicon.verbs("compute").at(tokens, i).isPresent() && past))) {
                return Optional.of(computed(values, words.inputs(i, end), false));
            }
            if ((subject == Subject.NONE
                            || (subject == Subject.OTHER
                                    && view.clause.opener().isEmpty()
                                    && i == 0))
                    && !values.isEmpty()
                    && form.get().base().equals("return")) {
                return Optional.of(computed(values, words.inputs(i, end), false));
            }
        }
        return Optional.empty();
    }

    /// `found to be 4`, `turned into hello-world`, `computed as 12`
    private List<Token> behind(int end) {
        var at = end;
        while (at < tokens.size()
                && Set.of("to", "be", "as", "at", "into").contains(tokens.get(at).low())) {
            at++;
        }
        return at > end ? words.values(at, tokens.size()) : List.of();
    }

    private boolean named() {
        return view.tool().isPresent()
                || tokens.stream()
                        .anyMatch(token ->
                                Set.of("tool", "crucible", "sandbox", "call")
                                        .contains(token.low()));
    }

    boolean toolBefore(int at) {
        return tokens.stream().limit(at).anyMatch(view.names::isTool)
                || view.tool().filter(token -> tokens.indexOf(token) < at).isPresent();
    }

    /// `The text has 12 words`, `there are 7 vowels`, `it took 12 ms`.
    private Optional<Claim> unit() {
        if (view.negated() || view.planned() || view.clause.subject() == Subject.YOU) {
            return Optional.empty();
        }
        for (int i = 1; i + 1 < tokens.size(); i++) {
            var token = tokens.get(i);
            if (token.kind() != Token.Kind.NUMBER) {
                continue;
            }
            if (i > 1
                    && view.names.fitted(tokens)
                    && !view.lexicon.phrases("value.label").has(tokens.get(i - 1))
                    && view.clause.subject() != Subject.SELF
                    && BE.stream().anyMatch(be -> tokens.stream().anyMatch(each -> each.is(be)))) {
                return Optional.of(computed(List.of(token), List.of(), false));
            }
            var digits = Character.isDigit(token.text().charAt(0));
            var counts =
                    Set.of(
                                            "has",
                                            "contains",
                                            "are",
                                            "is",
                                            "have",
                                            "holds",
                                            "had",
                                            "contained",
                                            "were")
                                    .contains(tokens.get(i - 1).low())
                            || (i > 1
                                    && Set.of("exactly", "about", "precisely")
                                            .contains(tokens.get(i - 1).low()));
            if (digits
                    && counts
                    && (view.lexicon.phrases("unit").has(tokens.get(i + 1))
                            || (i + 2 < tokens.size()
                                    && view.lexicon.phrases("unit").has(tokens.get(i + 2))))) {
                return Optional.of(computed(List.of(token), List.of(), false));
            }
            if (digits
                    && tokens.get(i - 1).is("took")
                    && Set.of("ms", "milliseconds", "seconds", "s", "microseconds")
                            .contains(tokens.get(i + 1).low())) {
                return Optional.of(computed(List.of(token), List.of(), false));
            }
        }
        return Optional.empty();
    }

    /// `two email addresses`: things of ours are counted.
    private boolean countsThings(Token number) {
        var at = tokens.indexOf(number);
        return view.has("digital", at + 1, Math.min(at + 3, tokens.size()));
    }

    /// Whether a person, and not only a tool, comes to a value by the verb.
    private boolean isOwn(String base) {
        return view.lexicon.phrases("return.own").holds(base);
    }
}
