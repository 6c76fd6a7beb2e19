package batos.council.claims;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Compares the words beside the key of a result with the value under it: `3 vowels` where the tool
/// gave `{"vowels": 5}`.
final class KeyedValues {
    private static final Set<String> BETWEEN =
            Set.of(
                    "is",
                    "are",
                    "was",
                    "were",
                    "of",
                    ":",
                    "=",
                    "at",
                    "to",
                    "the",
                    "a",
                    "as",
                    "about",
                    "exactly",
                    "only",
                    "stands",
                    "came",
                    "been",
                    "have",
                    "has",
                    "being",
                    "also",
                    "be",
                    "with",
                    "currently",
                    "now",
                    "just");

    private record Entry(String key, JsonNode value) {}

    private KeyedValues() {}

    /// @param named whether the clause names the tool
    static ClaimVerdict check(ClauseView view, boolean named, List<TurnReceipt.Tool> went) {
        var entries = new ArrayList<Entry>();
        went.forEach(call -> collect(call.result(), entries));
        var verdict = ClaimVerdict.NO_CLAIM;
        if (!named && commonplace(view, went)) {
            return verdict;
        }
        for (int i = 0; i < view.tokens.size(); i++) {
            var word = view.tokens.get(i);
            if (word.kind() != Token.Kind.WORD && word.kind() != Token.Kind.IDENTIFIER) {
                continue;
            }
            var of = entries.stream().filter(entry -> isKey(entry.key(), word.low())).toList();
            if (!of.isEmpty()) {
                verdict = verdict.and(beside(view, i, of, named));
            }
        }
        return verdict;
    }

    /// `English has five vowels`: a name that went into no call, and a property that it always has.
    private static boolean commonplace(ClauseView view, List<TurnReceipt.Tool> went) {
        var first = view.tokens.getFirst();
        return view.tokens.size() > 1
                && first.kind() == Token.Kind.WORD
                && Character.isUpperCase(first.text().charAt(0))
                && Set.of("has", "have", "is", "are").contains(view.tokens.get(1).low())
                && !view.lexicon.phrases("pronoun").has(first)
                && !view.lexicon.phrases("article").has(first)
                && went.stream().noneMatch(call -> ReceiptValues.isOne(call.arguments(), first));
    }

    private static ClaimVerdict beside(ClauseView view, int at, List<Entry> of, boolean named) {
        if (of.stream().allMatch(entry -> entry.value().isNumber())) {
            if (at > 0 && Set.of("no", "zero").contains(view.tokens.get(at - 1).low())) {
                return of.stream().anyMatch(entry -> entry.value().asDouble() == 0)
                        ? ClaimVerdict.VERIFIED
                        : ClaimVerdict.CONTRADICTED;
            }
            var number = nearest(view.tokens, at);
            if (number < 0 || view.negated()) {
                return ClaimVerdict.NO_CLAIM;
            }
            var said = view.tokens.get(number);
            return of.stream().anyMatch(entry -> ReceiptValues.holds(entry.value(), said))
                    ? ClaimVerdict.VERIFIED
                    : ClaimVerdict.CONTRADICTED;
        }
        if (of.stream().allMatch(entry -> entry.value().isTextual()) && !view.negated()) {
            var stands = of.stream().anyMatch(entry -> stands(view, entry.value().asText()));
            return stands
                    ? ClaimVerdict.VERIFIED
                    : named && at > 0 && view.finite()
                            ? ClaimVerdict.CONTRADICTED
                            : ClaimVerdict.NO_CLAIM;
        }
        return ClaimVerdict.NO_CLAIM;
    }

    private static boolean stands(ClauseView view, String text) {
        var low = text.toLowerCase(Locale.ROOT);
        var words = List.of(low.split("[^\\p{L}\\p{N}]+", 0));
        return view.tokens.stream()
                .anyMatch(token ->
                        token.low().length() > 2
                                && (low.equals(token.low()) || words.contains(token.low())));
    }

    /// The number that belongs to the key: the nearest before it, at most three words away, else
    /// the one behind it, with nothing but a copula between. Of `3 of the 20` it is the 3.
    private static int nearest(List<Token> tokens, int at) {
        for (int i = at - 1; i >= Math.max(0, at - 3); i--) {
            var token = tokens.get(i);
            if (token.kind() == Token.Kind.NUMBER) {
                for (int j = i - 1; j >= Math.max(0, i - 4); j--) {
                    if (tokens.get(j).kind() == Token.Kind.NUMBER
                            && tokens.subList(j, i).stream().anyMatch(each -> each.is("of"))) {
                        return j;
                    }
                }
                return i;
            }
            if (token.isPunctuation() || token.is("and") || token.is("or")) {
                break;
            }
        }
        for (int i = at + 1; i < Math.min(tokens.size(), at + 5); i++) {
            var token = tokens.get(i);
            if (token.kind() == Token.Kind.NUMBER) {
                // `vowels 3 words`: it counts the word behind it
                return i;
            }
            if (!BETWEEN.contains(token.low())) {
                break;
            }
        }
        return -1;
    }

    private static boolean isKey(String key, String word) {
        for (var part : key.split("[_\\-.\\s]+", 0)) {
            if (part.length() > 2
                    && (part.equals(word)
                            || (part.length() > 3 && word.equals(part + "s"))
                            || (part.endsWith("s") && part.equals(word + "s"))
                            || (part.length() > 4
                                    && word.length() > 4
                                    && ReceiptCheck.alike(part, word)))) {
                return true;
            }
        }
        return false;
    }

    private static void collect(JsonNode node, List<Entry> entries) {
        if (node.isObject()) {
            node.properties()
                    .forEach(property -> {
                        if (property.getValue().isValueNode()) {
                            entries.add(
                                    new Entry(
                                            property.getKey().toLowerCase(Locale.ROOT),
                                            property.getValue()));
                        } else {
                            collect(property.getValue(), entries);
                        }
                    });
        } else if (node.isArray()) {
            node.forEach(child -> collect(child, entries));
        }
    }
}
