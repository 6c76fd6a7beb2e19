package batos.council.claims;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Words and phrases that are looked for in a run of tokens.
final class Phrases {
    static final Phrases NONE = new Phrases(List.of());

    private final Map<String, List<List<String>>> byFirst = new HashMap<>();

    Phrases(List<String> entries) {
        for (var entry : entries) {
            var words = List.of(entry.toLowerCase(Locale.ROOT).split("\\s+"));
            byFirst.computeIfAbsent(words.getFirst(), first -> new ArrayList<>()).add(words);
        }
    }

    /// The number of tokens of the longest phrase at this place; 0 where none stands there.
    int at(List<Token> tokens, int place) {
        var longest = 0;
        if (place >= tokens.size() || tokens.get(place).isLiteral()) {
            return 0;
        }
        for (var words : byFirst.getOrDefault(tokens.get(place).low(), List.of())) {
            if (words.size() > longest && fits(words, tokens, place)) {
                longest = words.size();
            }
        }
        return longest;
    }

    private static boolean fits(List<String> words, List<Token> tokens, int place) {
        if (place + words.size() > tokens.size()) {
            return false;
        }
        for (int i = 1; i < words.size(); i++) {
            if (!tokens.get(place + i).is(words.get(i))) {
                return false;
            }
        }
        return true;
    }

    /// Whether a phrase of just these words is among them.
    boolean holds(String phrase) {
        var words = List.of(phrase.split(" ", -1));
        return byFirst.getOrDefault(words.getFirst(), List.of()).contains(words);
    }

    boolean has(Token token) {
        return !token.isLiteral()
                && byFirst.getOrDefault(token.low(), List.of()).stream()
                        .anyMatch(words -> words.size() == 1);
    }

    /// The first place from `from` on, before `to`, where a phrase stands; -1 where none does.
    int find(List<Token> tokens, int from, int to) {
        for (int i = Math.max(0, from); i < Math.min(to, tokens.size()); i++) {
            if (at(tokens, i) > 0) {
                return i;
            }
        }
        return -1;
    }

    boolean in(List<Token> tokens, int from, int to) {
        return find(tokens, from, to) >= 0;
    }

    boolean in(List<Token> tokens) {
        return in(tokens, 0, tokens.size());
    }
}
