package batos.council.claims;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// Holds one word of a pair against the other that a tool gave: `it is up`, where it said `down`.
final class Opposites {
    private static final Map<String, String> OTHER = pairs();

    private Opposites() {}

    private static Map<String, String> pairs() {
        var pairs = new TreeMap<String, String>();
        for (var pair :
                List.of(
                        "up down",
                        "open closed",
                        "online offline",
                        "positive negative",
                        "even odd",
                        "available unavailable",
                        "present absent",
                        "success failure",
                        "clear overcast",
                        "sunny rainy",
                        "dry wet",
                        "high low",
                        "rising falling",
                        "enabled disabled",
                        "active inactive",
                        "valid invalid",
                        "healthy unhealthy",
                        "green red",
                        "east west",
                        "north south",
                        "left right",
                        "true false",
                        "full empty",
                        "spam ham")) {
            var words = pair.split(" ", 2);
            pairs.put(words[0], words[1]);
            pairs.put(words[1], words[0]);
        }
        return pairs;
    }

    static ClaimVerdict check(ClauseView view, List<TurnReceipt.Tool> went) {
        var given = new ArrayList<String>();
        went.forEach(call -> collect(call.result(), given));
        for (var word : given) {
            var other = OTHER.get(word);
            if (other != null && !given.contains(other) && !view.negated()) {
                if (stands(view, word)) {
                    return ClaimVerdict.VERIFIED;
                }
                if (stands(view, other)) {
                    return ClaimVerdict.CONTRADICTED;
                }
            }
        }
        return ClaimVerdict.NO_CLAIM;
    }

    /// As a predicate or before a noun; not the particle of a verb, as in `looked up`.
    private static boolean stands(ClauseView view, String word) {
        for (int i = 1; i < view.tokens.size(); i++) {
            if (view.tokens.get(i).is(word)
                    && (word.length() > 4
                            || ClauseView.be(view.tokens.get(i - 1))
                            || view.lexicon.phrases("article").has(view.tokens.get(i - 1)))) {
                return true;
            }
        }
        return false;
    }

    private static void collect(JsonNode node, List<String> given) {
        if (node.isContainerNode()) {
            node.forEach(child -> collect(child, given));
        } else if (node.isTextual()) {
            given.add(node.asText().toLowerCase(Locale.ROOT));
        }
    }
}
