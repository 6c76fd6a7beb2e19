package batos.council.claims;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads claims of values that a copula or a source gives: `the sum is 42`, `42, by my count`.
final class ValueSentences {
    private static final Set<String> BE = Set.of("is", "are", "was", "were", "'s");
    private static final Set<String> PLAIN =
            Set.of("true", "false", "null", "nil", "none", "nothing", "empty", "yes", "nan");

    private final ClauseView view;
    private final List<Token> tokens;
    private final ValueClaims claims;
    private final ValueWords words;

    ValueSentences(ClauseView view, ValueClaims claims, ValueWords words) {
        this.view = view;
        this.tokens = view.tokens;
        this.claims = claims;
        this.words = words;
    }

    /// `The sum is 42`, `42 is the result`, `Result: 42`, `17 * 23 = 391`.
    Optional<Claim> copula() {
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
            var values =
                    words.values(i + length, tokens.size()).stream()
                            .filter(value -> !view.lexicon.phrases("article").has(value))
                            .toList();
            var colon = tokens.get(i).is(":");
            var subject =
                    view.has("computed", 0, i)
                            || view.names.fitted(tokens.subList(0, i))
                            || (view.tool()
                                            .filter(token -> tokens.indexOf(token) < tokens.size())
                                            .isPresent()
                                    && claims.toolBefore(i));
            if (colon && i > 5) {
                continue;
            }
            if (colon
                    && i == 1
                    && tokens.getFirst().kind() == Token.Kind.WORD
                    && tokens.getFirst().text().equals(tokens.getFirst().low())
                    && (tokens.size() == 3 || tokens.size() == 4)
                    && tokens.get(2).kind() != Token.Kind.WORD
                    && !values.isEmpty()) {
                return Optional.of(claims.computed(values, List.of(), false));
            }
            if (!values.isEmpty()
                    && (subject || rises(i) || sums(i, length) || sourced())
                    && strict(i, values)) {
                return Optional.of(claims.computed(values, words.before(i), false));
            }
            var reversed = words.values(0, i);
            if (!reversed.isEmpty()
                    && i <= 3
                    && view.has("computed", i + length, Math.min(tokens.size(), i + length + 4))
                    && tokens.get(Math.min(i + length, tokens.size() - 1)).is("the")) {
                return Optional.of(claims.computed(reversed, List.of(), false));
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
    Optional<Claim> reckoned() {
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
                : Optional.of(claims.computed(List.of(values.getFirst()), List.of(), false));
    }

    /// `rose to 93 percent`
    private boolean rises(int at) {
        return view.lexicon.phrases("rises").at(tokens, at) > 0 && view.has("measure", 0, at);
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
}
