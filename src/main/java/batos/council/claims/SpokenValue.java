package batos.council.claims;

import batos.council.claims.Clause.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A piece of a clause that looks like what a tool gave or took.
///
/// @param firm whether it must stand in a receipt: a number that counts seconds or attempts need
///   not
/// @param placed whether it stands in the place of a result: behind a verb of giving
record SpokenValue(Token token, boolean firm, boolean approximate, boolean placed) {
    private static final Set<String> WORDS =
            Set.of("true", "false", "null", "nil", "none", "empty", "blank", "yes", "nan");
    private static final Set<String> LEADS =
            Set.of(
                    "the",
                    "a",
                    "an",
                    "exactly",
                    "just",
                    "only",
                    "precisely",
                    "us",
                    "me",
                    "him",
                    "you",
                    "text",
                    "string",
                    "value",
                    "slug",
                    "result",
                    "number",
                    "list",
                    "back",
                    "simply",
                    "neatly",
                    "indeed",
                    "correctly",
                    "duly",
                    "promptly",
                    "literal",
                    "word",
                    "answer",
                    "written",
                    "rendered",
                    "spelled",
                    "spelt",
                    "printed");
    private static final Set<String> GIVES = Set.of("into", "as", "=", ":", "be", "reads", "read");

    /// Whether it is a word like any other, a value by its place alone.
    boolean ordinary() {
        return token.kind() == Token.Kind.WORD
                && !WORDS.contains(token.low())
                && token.text().equals(token.low());
    }

    /// The results and arguments that the clause names, in order.
    static List<SpokenValue> of(ClauseView view) {
        var values = new ArrayList<SpokenValue>();
        var tokens = view.tokens;
        for (int i = 0; i < tokens.size(); i++) {
            var token = tokens.get(i);
            if (view.names.isTool(token)) {
                if (token.kind() == Token.Kind.CALL) {
                    arguments(token, view).forEach(values::add);
                }
                continue;
            }
            switch (token.kind()) {
                case NUMBER -> {
                    if (!label(view, i) && !pronoun(view, i)) {
                        values.add(
                                new SpokenValue(
                                        token,
                                        !incidental(view, i),
                                        approximate(view, i),
                                        given(view, i)));
                    }
                }
                case QUOTED, JSON ->
                        values.add(new SpokenValue(token, true, false, given(view, i)));
                case IDENTIFIER -> {
                    if (given(view, i)
                            || (i > 0 && tokens.get(i - 1).is("to"))
                            || !token.low().matches("\\p{L}+(?:-\\p{L}+)+")) {
                        values.add(
                                new SpokenValue(
                                        token,
                                        given(view, i)
                                                || token.low().matches(".*[@/.].*")
                                                || (i > 0 && tokens.get(i - 1).is("to")),
                                        false,
                                        given(view, i)));
                    }
                }
                case WORD -> {
                    if ((WORDS.contains(token.low()) && i > 0) || word(view, i)) {
                        values.add(new SpokenValue(token, true, false, given(view, i)));
                    }
                }
                case CALL, VERSIONED, PUNCTUATION -> {}
            }
        }
        return values;
    }

    private static List<SpokenValue> arguments(Token call, ClauseView view) {
        var open = call.text().indexOf('(');
        return Tokens.of(call.text().substring(open + 1, call.text().length() - 1), view.lexicon)
                .stream()
                .filter(token -> token.isNumber() || token.isLiteral())
                .map(token -> new SpokenValue(token, true, false, false))
                .toList();
    }

    private static boolean label(ClauseView view, int at) {
        return at > 0 && view.lexicon.phrases("label").has(view.tokens.get(at - 1));
    }

    /// `the one that`, `one of them`; `found one duplicate` is a count.
    private static boolean pronoun(ClauseView view, int at) {
        var tokens = view.tokens;
        return tokens.get(at).is("one")
                && (at == 0
                        || at + 1 >= tokens.size()
                        || tokens.get(at + 1).kind() != Token.Kind.WORD
                        || view.lexicon.phrases("pronominal").has(tokens.get(at + 1))
                        || view.lexicon.phrases("article").has(tokens.get(at - 1))
                        || tokens.get(at - 1).is("in")
                        || tokens.get(at - 1).is("at"));
    }

    /// A duration, a count of attempts, a year: said by the way.
    private static boolean incidental(ClauseView view, int at) {
        var tokens = view.tokens;
        var next = at + 1 < tokens.size() ? tokens.get(at + 1) : tokens.get(at);
        var number = tokens.get(at).number();
        var year =
                at > 0
                        && tokens.get(at - 1).is("in")
                        && number >= 1000
                        && number < 2100
                        && number == Math.rint(number);
        return view.lexicon.phrases("incidental").has(next)
                || year
                || (at > 1
                        && tokens.get(at - 2).is("of")
                        && Set.of("the", "these", "those").contains(tokens.get(at - 1).low())
                        && number <= 12)
                || tokens.get(at).is("both")
                || (at > 0
                        && Set.of("from", "by", "line", "top", "first", "last")
                                .contains(tokens.get(at - 1).low())
                        && number <= 2);
    }

    private static boolean approximate(ClauseView view, int at) {
        for (int i = Math.max(0, at - 4); i < at; i++) {
            var length = view.lexicon.phrases("approx").at(view.tokens, i);
            if (length > 0 && i + length >= at - 1) {
                return true;
            }
        }
        return view.has("rounding")
                || (at + 1 < view.tokens.size() && view.tokens.get(at + 1).is("or"));
    }

    /// Whether it stands where a value stands: behind a verb of giving, behind `into` or `as`.
    private static boolean given(ClauseView view, int at) {
        var i = at - 1;
        while (i >= 0 && LEADS.contains(view.tokens.get(i).low())) {
            i--;
        }
        return i >= 0
                && (GIVES.contains(view.tokens.get(i).low())
                        || view.givesAt(i)
                        || (i > 0
                                && view.tokens.get(i).is("of")
                                && view.lexicon.phrases("computed").has(view.tokens.get(i - 1)))
                        || (i > 0 && view.lexicon.phrases("copula").at(view.tokens, i - 1) == 2)
                        || (i > 0
                                && Set.of("with", "to", "as", "out", "at", "on")
                                        .contains(view.tokens.get(i).low())
                                && view.givesAt(i - 1)));
    }

    /// An ordinary word that is itself the result: `turned drawer into reward`.
    private static boolean word(ClauseView view, int at) {
        var tokens = view.tokens;
        var token = tokens.get(at);
        var last =
                at + 1 >= tokens.size()
                        || tokens.get(at + 1).isPunctuation()
                        || Set.of("for", "from", "when", "given", "on")
                                .contains(tokens.get(at + 1).low());
        var before = at == 0 ? "" : tokens.get(at - 1).low();
        var position =
                before.equals("into")
                        || before.equals("as")
                        || (before.equals(":") && at == 2)
                        || (at > 0
                                && !ClauseView.be(tokens.get(at - 1))
                                && view.givesAt(at - 1)
                                && view.clause.subject() != Subject.SELF);
        var capitals =
                token.text().length() > 2
                        && token.text().equals(token.text().toUpperCase(java.util.Locale.ROOT))
                        && !view.lexicon.phrases("self").has(token)
                        && given(view, at);
        return capitals
                || (last
                        && position
                        && !token.low().endsWith("ly")
                        && !view.lexicon.phrases("plain").has(token)
                        && !view.lexicon.phrases("done").has(token)
                        && !view.lexicon.phrases("fail").has(token));
    }
}
