package batos.council.claims;

import batos.council.claims.Clause.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads claims of computed values and of tool calls out of a clause.
final class ValueClaims {
    /// Verbs of the section `return` by which a person, and not only a tool, comes to a value.
    private static final Set<String> ONES_OWN =
            Set.of(
                    "get",
                    "obtain",
                    "compute",
                    "calculate",
                    "count",
                    "measure",
                    "derive",
                    "arrive at",
                    "work out",
                    "determine",
                    "receive",
                    "clock",
                    "time",
                    "total",
                    "end up with",
                    "evaluate",
                    "sum to",
                    "come up with",
                    "establish",
                    "detect",
                    "find");

    private static final Set<String> INPUT =
            Set.of(
                    "for", "with", "given", "from", "when", "on", "using", "to", "after", "by",
                    "within", "against", "over");
    private static final Set<String> BE = Set.of("is", "are", "was", "were", "'s");
    private static final Set<String> LABELS =
            Set.of(
                    "episode",
                    "episodes",
                    "step",
                    "attempt",
                    "version",
                    "round",
                    "turn",
                    "amendment",
                    "proposal",
                    "chapter",
                    "section",
                    "page",
                    "item",
                    "line",
                    "question",
                    "option",
                    "point",
                    "test",
                    "tests",
                    "case");
    private static final Set<String> PLAIN =
            Set.of("true", "false", "null", "nil", "none", "nothing", "empty", "yes", "nan");
    private static final Set<String> UNITS =
            Set.of(
                    "words",
                    "word",
                    "characters",
                    "letters",
                    "vowels",
                    "consonants",
                    "digits",
                    "lines",
                    "primes",
                    "sentences",
                    "syllables",
                    "duplicates",
                    "entries",
                    "elements",
                    "rows",
                    "bytes");

    private final ClauseView view;
    private final List<Token> tokens;

    ValueClaims(ClauseView view) {
        this.view = view;
        this.tokens = view.tokens;
    }

    List<Claim> read() {
        var claims = new ArrayList<Claim>();
        failed().or(this::returned)
                .or(this::copula)
                .or(this::called)
                .or(this::unit)
                .or(this::reckoned)
                .ifPresent(claims::add);
        return claims;
    }

    private Claim.Computed computed(List<Token> values, List<Token> inputs, boolean failed) {
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
        if ((view.clause.subject() != Subject.TOOL && view.tool().isEmpty()) || view.planned()) {
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
            var values = passive ? behind(end) : values(end, tokens.size());
            if (passive && values.isEmpty()) {
                values =
                        values(0, i).stream()
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
                            && ONES_OWN.contains(form.get().base());
            if (form.get().base().equals("find")
                    && values.stream()
                            .noneMatch(token ->
                                    token.kind() == Token.Kind.NUMBER
                                            && Character.isDigit(token.text().charAt(0)))) {
                own = false;
            }
            if (passive && !values.isEmpty() && past && subject != Subject.YOU) {
                return Optional.of(computed(values, List.of(), false));
            }
            if (tool && (!values.isEmpty() || (past && named()))) {
                return Optional.of(computed(values, inputs(i, end), false));
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
                return Optional.of(computed(values, inputs(i, end), false));
            }
            if ((subject == Subject.NONE
                            || (subject == Subject.OTHER
                                    && view.clause.opener().isEmpty()
                                    && i == 0))
                    && !values.isEmpty()
                    && form.get().base().equals("return")) {
                return Optional.of(computed(values, inputs(i, end), false));
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
        return at > end ? values(at, tokens.size()) : List.of();
    }

    private boolean named() {
        return view.tool().isPresent()
                || tokens.stream()
                        .anyMatch(token ->
                                Set.of("tool", "crucible", "sandbox", "call")
                                        .contains(token.low()));
    }

    /// `The sum is 42`, `42 is the result`, `Result: 42`, `17 * 23 = 391`.
    private Optional<Claim> copula() {
        if (view.negated() || view.planned() || view.general()) {
            return Optional.empty();
        }
        for (int i = 0; i < tokens.size(); i++) {
            var length = view.lexicon.phrases("copula").at(tokens, i);
            if (length == 0
                    && (tokens.get(i).is(":") || tokens.get(i).is("=") || tokens.get(i).is("'s"))) {
                length = 1;
            }
            if (length == 0 || i == 0) {
                continue;
            }
            var values = values(i + length, tokens.size());
            var colon = tokens.get(i).is(":");
            var subject =
                    view.has("computed", 0, i)
                            || view.names.fitted(tokens.subList(0, i))
                            || (view.tool()
                                            .filter(token -> tokens.indexOf(token) < tokens.size())
                                            .isPresent()
                                    && toolBefore(i));
            if (colon && i > 5) {
                continue;
            }
            if (colon
                    && i == 1
                    && tokens.getFirst().kind() == Token.Kind.WORD
                    && tokens.getFirst().text().equals(tokens.getFirst().low())
                    && tokens.size() <= 4
                    && tokens.get(2).kind() != Token.Kind.WORD
                    && !values.isEmpty()) {
                return Optional.of(computed(values, List.of(), false));
            }
            if (!values.isEmpty()
                    && (subject || rises(i) || sums(i, length) || sourced())
                    && strict(i, values)) {
                return Optional.of(computed(values, before(i), false));
            }
            var reversed = values(0, i);
            if (!reversed.isEmpty()
                    && i <= 3
                    && view.has("computed", i + length, Math.min(tokens.size(), i + length + 4))
                    && tokens.get(Math.min(i + length, tokens.size() - 1)).is("the")) {
                return Optional.of(computed(reversed, List.of(), false));
            }
        }
        return Optional.empty();
    }

    /// `…, according to km_to_miles`
    private boolean sourced() {
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (Set.of("says", "said", "per", "reports", "reported", "by")
                            .contains(tokens.get(i).low())
                    && view.names.isTool(tokens.get(i + 1))
                    && i > 2) {
                return true;
            }
            if (view.lexicon.phrases("reckoning").at(tokens, i) > 0) {
                return true;
            }
            if (tokens.get(i).is("according")
                    && view.names.toolish(tokens, i + 2, Math.min(i + 6, tokens.size()))) {
                return true;
            }
        }
        return false;
    }

    /// `By the tool's count, 59 days separate the two`
    private Optional<Claim> reckoned() {
        var at = view.find("reckoning");
        if (at < 0 || view.negated() || view.planned()) {
            return Optional.empty();
        }
        var values =
                tokens.stream()
                        .filter(token -> token.isNumber() || token.isLiteral())
                        .filter(token -> !token.is("one"))
                        .toList();
        return values.isEmpty()
                ? Optional.empty()
                : Optional.of(computed(List.of(values.getFirst()), List.of(), false));
    }

    /// `rose to 93 percent`
    private boolean rises(int at) {
        return view.lexicon.phrases("rises").at(tokens, at) > 0 && view.has("measure", 0, at);
    }

    private boolean toolBefore(int at) {
        return tokens.stream().limit(at).anyMatch(view.names::isTool)
                || view.tool().filter(token -> tokens.indexOf(token) < at).isPresent();
    }

    /// `comes to 42`, `= 42`: the words say that something was computed.
    private boolean sums(int at, int length) {
        var word = tokens.get(at).low();
        return (length > 1
                        && !BE.contains(word)
                        && !Set.of("turned", "turns", "stands").contains(word))
                || word.equals("=")
                || (Set.of("equals", "totals", "totalled", "makes", "equal").contains(word)
                        && !(at + 2 < tokens.size() && tokens.get(at + 2).is("of")))
                || (BE.contains(word) && arithmetic(at));
    }

    private boolean arithmetic(int at) {
        var numbers = tokens.stream().limit(at).filter(Token::isNumber).count();
        var signs =
                tokens.stream()
                        .limit(at)
                        .anyMatch(token ->
                                Set.of(
                                                        "times", "plus", "minus", "*", "+", "×",
                                                        "·", "x", "^", "squared", "cubed")
                                                .contains(token.low())
                                        || token.low().startsWith("divided"));
        return signs && numbers >= 1;
    }

    /// A quoted text after `is` is a value only where the subject is one.
    private boolean strict(int at, List<Token> values) {
        var word = tokens.get(at).low();
        return (!BE.contains(word) && !word.equals(":"))
                || values.stream()
                        .anyMatch(token ->
                                token.isNumber()
                                        || token.isLiteral()
                                        || token.kind() == Token.Kind.IDENTIFIER
                                        || PLAIN.contains(token.low())
                                        || Character.isUpperCase(token.text().charAt(0)));
    }

    private Optional<Claim> called() {
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
                return Optional.of(computed(List.of(), inputs(done.at(), done.end()), false));
            }
        }
        for (int i = 0; i + 1 < tokens.size(); i++) {
            if (i > 0
                    && (tokens.get(i).is("with") || tokens.get(i).is("by"))
                    && view.names.isTool(tokens.get(i + 1))
                    && tokens.get(i - 1).low().endsWith("ed")
                    && !view.negated()
                    && !view.planned()) {
                return Optional.of(computed(List.of(), List.of(), false));
            }
        }
        for (int i = 0; i < tokens.size(); i++) {
            if ((tokens.get(i).is("using") || tokens.get(i).is("via"))
                    && view.tool().isPresent()
                    && !view.negated()
                    && !view.planned()
                    && view.done("act").size() + view.done("make").size() > 0) {
                return Optional.of(computed(List.of(), List.of(), false));
            }
        }
        return Optional.empty();
    }

    /// `the tool called slugify` names, it does not call.
    private boolean named(DoneVerb done) {
        return done.form().base().equals("call")
                && done.at() > 0
                && !done.passive()
                && view.lexicon.phrases("noun.tool").has(tokens.get(done.at() - 1));
    }

    private String last(int from) {
        for (int i = from; i < Math.min(from + 3, tokens.size()); i++) {
            if (!view.lexicon.phrases("article").has(tokens.get(i))) {
                return tokens.get(i).low();
            }
        }
        return "";
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
                    && !LABELS.contains(tokens.get(i - 1).low())
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
                    && (UNITS.contains(tokens.get(i + 1).low())
                            || (i + 2 < tokens.size()
                                    && UNITS.contains(tokens.get(i + 2).low())))) {
                return Optional.of(computed(List.of(token), List.of(), false));
            }
            if (digits
                    && (tokens.get(i - 1).is("took") || tokens.get(i - 1).is("takes"))
                    && Set.of("ms", "milliseconds", "seconds", "s", "microseconds")
                            .contains(tokens.get(i + 1).low())) {
                return Optional.of(computed(List.of(token), List.of(), false));
            }
        }
        return Optional.empty();
    }

    /// What a value looks like between two places: numbers, quoted texts, lists, yes and no, and
    /// the word that stands directly behind the verb if it is no ordinary one.
    private List<Token> values(int from, int to) {
        var values = new ArrayList<Token>();
        for (int i = from; i < to; i++) {
            var token = tokens.get(i);
            if (INPUT.contains(token.low())
                    && !token.isLiteral()
                    && !(token.is("to") && i == from)
                    && !(i == from)) {
                break;
            }
            if (token.isNumber()) {
                var label = i > 0 && LABELS.contains(tokens.get(i - 1).low());
                var pronoun =
                        token.is("one")
                                && i + 1 < to
                                && (tokens.get(i + 1).is("of") || tokens.get(i + 1).is("that"));
                var time = i + 1 < tokens.size() && tokens.get(i + 1).is("times");
                if (!label && !pronoun && !time) {
                    values.add(token);
                }
            } else if (token.isLiteral()
                    || (token.kind() == Token.Kind.IDENTIFIER
                            && (i == from || lead(from, i))
                            && !view.names.isTool(token))) {
                values.add(token);
            } else if ((token.is("no") && i == to - 1 && i == from)
                    || (token.is("no")
                            && i == from
                            && i + 1 < to
                            && tokens.get(i + 1).isPunctuation())) {
                values.add(token);
            } else if (PLAIN.contains(token.low()) && (i == from || lead(from, i))) {
                values.add(token);
            } else if (i == from && from > 0 && alone(i, to)) {
                values.add(token);
            } else if (i == from
                    && token.kind() == Token.Kind.WORD
                    && Character.isUpperCase(token.text().charAt(0))
                    && token.text().length() > 1
                    && !view.lexicon.phrases("self").has(token)) {
                values.add(token);
            }
        }
        return values;
    }

    /// A single ordinary word behind the verb is what came out: produced desserts.
    private boolean alone(int at, int to) {
        var token = tokens.get(at);
        var last =
                at + 1 >= to
                        || tokens.get(at + 1).isPunctuation()
                        || INPUT.contains(tokens.get(at + 1).low());
        return token.kind() == Token.Kind.WORD
                && last
                && view.tool().isPresent()
                && !token.low().endsWith("ly")
                && view.lexicon.verbs("return").at(tokens, at - 1).isPresent()
                && !BE.contains(tokens.get(at - 1).low())
                && !view.lexicon.phrases("plain").has(token);
    }

    private boolean lead(int from, int at) {
        for (int i = from; i < at; i++) {
            if (!Set.of(
                            "the", "a", "an", "exactly", "just", "only", "now", "text", "string",
                            "value", "slug", "result", "back", "as", "us", "me", "list", "number",
                            "array", "simply", "indeed")
                    .contains(tokens.get(i).low())) {
                return false;
            }
        }
        return true;
    }

    /// What is said to have gone in: behind `for`, `with`, `of`, and in the parentheses of a call.
    private List<Token> inputs(int verb, int end) {
        var inputs = new ArrayList<Token>(before(verb));
        var in = false;
        for (int i = end; i < tokens.size(); i++) {
            var word = tokens.get(i).low();
            if (!tokens.get(i).isLiteral() && Set.of("for", "with", "given", "on").contains(word)) {
                in = true;
            } else if (!tokens.get(i).isLiteral()
                    && Set.of("after", "in", "within", "by", "from").contains(word)) {
                in = false;
            } else if (in && given(i)) {
                inputs.add(tokens.get(i));
            }
        }
        return inputs;
    }

    private List<Token> before(int at) {
        var inputs = new ArrayList<Token>();
        for (int i = 0; i < at; i++) {
            var token = tokens.get(i);
            if (token.kind() == Token.Kind.CALL) {
                arguments(token).stream()
                        .filter(t -> t.isNumber() || t.isLiteral())
                        .forEach(inputs::add);
            } else if (i > 0
                    && given(i)
                    && tokens.subList(0, i).stream()
                            .anyMatch(t ->
                                    Set.of("of", "for", "with", "on", "given").contains(t.low()))) {
                inputs.add(token);
            }
        }
        return inputs;
    }

    private List<Token> arguments(Token call) {
        var open = call.text().indexOf('(');
        return Tokens.of(call.text().substring(open + 1, call.text().length() - 1), view.lexicon);
    }

    private boolean given(int i) {
        var token = tokens.get(i);
        return ((token.isNumber() && !token.is("one") && !token.is("both"))
                        || token.kind() == Token.Kind.QUOTED)
                && !(i > 0 && LABELS.contains(tokens.get(i - 1).low()))
                && !(i + 1 < tokens.size()
                        && Set.of(
                                        "ms",
                                        "seconds",
                                        "times",
                                        "tests",
                                        "test",
                                        "attempts",
                                        "attempt",
                                        "rounds")
                                .contains(tokens.get(i + 1).low()));
    }

    static Set<String> words(List<Token> tokens) {
        var words = new HashSet<String>();
        tokens.forEach(token -> words.add(token.low()));
        return words;
    }
}
