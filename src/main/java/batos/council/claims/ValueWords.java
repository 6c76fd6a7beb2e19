package batos.council.claims;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Finds the words of a clause in the place of a value: of a result or of an argument.
final class ValueWords {
    private static final Set<String> INPUT =
            Set.of(
                    "for", "with", "given", "from", "when", "on", "using", "to", "after", "by",
                    "within", "against", "over");
    private static final Set<String> BE = Set.of("is", "are", "was", "were", "'s");
    private static final Set<String> PLAIN =
            Set.of("true", "false", "null", "nil", "none", "nothing", "empty", "yes", "nan");

    private final ClauseView view;
    private final List<Token> tokens;

    ValueWords(ClauseView view) {
        this.view = view;
        this.tokens = view.tokens;
    }

    /// The tokens between two places that look like a value: numbers, quoted texts, lists, yes and
    /// no, and the word directly behind the verb if it is no ordinary one.
    List<Token> values(int from, int to) {
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
                var label = i > 0 && view.lexicon.phrases("value.label").has(tokens.get(i - 1));
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

    /// A single ordinary word behind the verb is the result: produced desserts.
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

    /// The arguments that a sentence names: behind `for`, `with`, `of`, and in the parentheses of a
    /// call.
    List<Token> inputs(int verb, int end) {
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

    List<Token> before(int at) {
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
                && !(i > 0 && view.lexicon.phrases("value.label").has(tokens.get(i - 1)))
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
