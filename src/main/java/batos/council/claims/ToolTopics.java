package batos.council.claims;

import batos.council.claims.ToolEvidence.Topic;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Of which tool calls a clause speaks: of one that it names, refers back to, or whose name, result
/// or arguments it shares words with.
final class ToolTopics {
    private static final Set<String> DEFINITE = Set.of("the", "your", "that", "this", "our");

    private final Lexicon lexicon;
    private final List<TurnReceipt.Tool> calls;

    ToolTopics(Lexicon lexicon, List<TurnReceipt.Tool> calls) {
        this.lexicon = lexicon;
        this.calls = calls;
    }

    /// @param before the topic of the clause before, for `it` and `which`
    Topic of(ClauseView view, Topic before) {
        var named = calls.stream().filter(call -> named(view, call.tool())).toList();
        if (!named.isEmpty()) {
            return new Topic(named, true);
        }
        if (view.tokens.stream().anyMatch(view.names::isTool)) {
            return Topic.NONE;
        }
        if (!before.calls().isEmpty() && refersBack(view)) {
            return before;
        }
        var about = view.aboutWidely();
        var fitting =
                calls.stream()
                        .filter(call ->
                                fits(call, about)
                                        || sharesArgument(call, view)
                                        || quotesResult(call, view))
                        .toList();
        if (!fitting.isEmpty()) {
            return new Topic(fitting, false);
        }
        return calls.size() == 1 && (generic(view) || placesText(view) || speaksOfArguments(view))
                ? new Topic(calls, false)
                : Topic.NONE;
    }

    /// `square` names a tool; in `a square has four sides` it is a word.
    private static boolean named(ClauseView view, String tool) {
        for (int i = 0; i < view.tokens.size(); i++) {
            var token = view.tokens.get(i);
            if (view.names.isTool(token)
                    && ReceiptCheck.same(view.names.nameOf(token), tool)
                    && !(i == 1
                            && token.kind() == Token.Kind.WORD
                            && List.of("a", "an").contains(view.tokens.getFirst().low()))) {
                return true;
            }
        }
        return false;
    }

    private static boolean refersBack(ClauseView view) {
        return view.tokens.stream()
                        .limit(3)
                        .anyMatch(token ->
                                Set.of("it", "which", "that", "they").contains(token.low()))
                || Set.of("which", "that", "and", "then", ",", ":").contains(view.clause.opener())
                || view.clause.fragment();
    }

    /// `The number between 1 and 10 is seven`, `the pattern matched 9 lines`: all numbers that went
    /// in are there, or the name of an argument with an article before it.
    private boolean speaksOfArguments(ClauseView view) {
        var call = calls.getFirst();
        if (call.result().isBoolean()) {
            return false;
        }
        var numbers = call.arguments().valueStream().filter(node -> node.isNumber()).toList();
        if (numbers.size() > 1
                && numbers.stream()
                        .allMatch(node ->
                                view.tokens.stream()
                                        .anyMatch(token -> token.number() == node.asDouble()))) {
            return true;
        }
        if (SpokenDates.shared(view, call) || SpokenDates.given(view, call)) {
            return true;
        }
        for (int i = 1; i < Math.min(view.tokens.size(), 5); i++) {
            var word = view.tokens.get(i);
            if (word.kind() == Token.Kind.WORD
                    && word.low().length() > 3
                    && call.arguments().has(word.low())
                    && DEFINITE.contains(view.tokens.get(i - 1).low())) {
                return true;
            }
        }
        return false;
    }

    /// `The title became hello-world`: a literal that is no number stands where a value stands.
    private boolean placesText(ClauseView view) {
        return ToolEvidence.oneWord(calls.getFirst().result())
                && SpokenValue.of(view).stream()
                        .anyMatch(value ->
                                value.placed()
                                        && !value.token().isNumber()
                                        && !value.ordinary()
                                        && value.token().kind() == Token.Kind.IDENTIFIER);
    }

    /// `the result`, `the output`, `the tool`, `the call`
    private boolean generic(ClauseView view) {
        for (int i = 1; i < view.tokens.size(); i++) {
            if (lexicon.phrases("generic").has(view.tokens.get(i))
                    && lexicon.phrases("article").has(view.tokens.get(i - 1))
                    && i <= 4) {
                return true;
            }
        }
        return !view.tokens.isEmpty() && lexicon.phrases("generic").has(view.tokens.getFirst());
    }

    private static boolean fits(TurnReceipt.Tool call, Set<String> about) {
        if (ReceiptCheck.fits(call.tool(), about)) {
            return true;
        }
        return call.result().properties().stream()
                .map(property -> property.getKey().toLowerCase(Locale.ROOT))
                .anyMatch(key ->
                        key.length() > 2 && about.stream().anyMatch(word -> word.startsWith(key)));
    }

    /// A text or a large number that went in is mentioned: `2026 in Roman numerals`.
    static boolean sharesArgument(TurnReceipt.Tool call, ClauseView view) {
        return view.tokens.stream()
                .anyMatch(token ->
                        (token.kind() == Token.Kind.QUOTED
                                        || (token.isNumber() && Math.abs(token.number()) > 12)
                                        || (token.kind() == Token.Kind.WORD
                                                && token.low().length() > 3
                                                && !lowFrequency(token)))
                                && ReceiptValues.isOne(call.arguments(), token));
    }

    /// A word in quotes is the result.
    private static boolean quotesResult(TurnReceipt.Tool call, ClauseView view) {
        return view.tokens.stream()
                .anyMatch(token ->
                        token.kind() == Token.Kind.QUOTED
                                && ReceiptValues.isOne(call.result(), token));
    }

    private static boolean lowFrequency(Token token) {
        return token.text().equals(token.low()) && token.low().length() < 5;
    }
}
