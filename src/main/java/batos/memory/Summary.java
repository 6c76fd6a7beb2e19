package batos.memory;

import batos.memory.search.Terms;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/// Texts made of others by counting, with no model: a session's most telling sentences and a
/// cluster's most telling words.
final class Summary {
    private static final int SENTENCES = 3;
    private static final int LABEL_WORDS = 3;
    private static final int SHORTEST_WORD = 4;

    private Summary() {}

    /// The sentences whose words are the most frequent of the session, in their order.
    static String of(List<MemoryRecord> turns) {
        var sentences = new ArrayList<String>();
        for (var turn : turns) {
            for (var sentence : turn.text().split("(?<=[.!])\\s+", 0)) {
                if (Terms.of(sentence).size() >= SHORTEST_WORD && !sentence.endsWith("?")) {
                    sentences.add(turn.origin().speaker() + ": " + sentence.strip());
                }
            }
        }
        var counts = new HashMap<String, Integer>();
        sentences.forEach(it ->
                new HashSet<>(Terms.of(it)).forEach(term -> counts.merge(term, 1, Integer::sum)));
        var best =
                sentences.stream()
                        .distinct()
                        .sorted(Comparator.comparingDouble(it -> -weight(it, counts)))
                        .limit(SENTENCES)
                        .collect(Collectors.toCollection(LinkedHashSet::new));
        return sentences.stream()
                .distinct()
                .filter(best::contains)
                .collect(Collectors.joining(" "));
    }

    private static double weight(String sentence, Map<String, Integer> counts) {
        return new LinkedHashSet<>(Terms.of(sentence))
                .stream().mapToInt(term -> counts.getOrDefault(term, 0) - 1).average().orElse(0);
    }

    /// The words that are frequent in these turns and rare in the others, as they were written.
    ///
    /// @param everywhere in how many turns each term occurs
    static String label(List<MemoryRecord> turns, Map<String, Integer> everywhere, int all) {
        var counts = new HashMap<String, Integer>();
        var written = new HashMap<String, String>();
        var speakers = new HashSet<String>();
        for (var turn : turns) {
            speakers.addAll(Terms.of(turn.origin().speaker()));
            var seen = new HashSet<String>();
            for (var word : turn.text().split("[^\\p{L}\\p{N}]+", 0)) {
                var terms = Terms.of(word);
                if (word.length() >= SHORTEST_WORD
                        && Character.isLetter(word.charAt(0))
                        && terms.size() == 1
                        && seen.add(terms.getFirst())) {
                    counts.merge(terms.getFirst(), 1, Integer::sum);
                    written.merge(
                            terms.getFirst(),
                            word.toLowerCase(Locale.ROOT),
                            (a, b) -> a.compareTo(b) <= 0 ? a : b);
                }
            }
        }
        return counts.entrySet().stream()
                .filter(it -> !speakers.contains(it.getKey()))
                .sorted(
                        Comparator.<Map.Entry<String, Integer>>comparingDouble(it ->
                                        -it.getValue()
                                                * rarity(
                                                        everywhere.getOrDefault(it.getKey(), 1),
                                                        all))
                                .thenComparing(Map.Entry::getKey))
                .limit(LABEL_WORDS)
                .map(it -> written.getOrDefault(it.getKey(), it.getKey()))
                .collect(Collectors.joining(", "));
    }

    /// The square of the logarithm: a word that is everywhere is no label, however frequent.
    private static double rarity(int turns, int all) {
        var log = Math.log(all / (double) turns);
        return log * log;
    }

    /// The number of turns in which each term occurs.
    static Map<String, Integer> frequencies(List<MemoryRecord> turns) {
        var counts = new HashMap<String, Integer>();
        turns.forEach(turn ->
                new HashSet<>(Terms.of(turn.text()))
                        .forEach(term -> counts.merge(term, 1, Integer::sum)));
        return counts;
    }
}
