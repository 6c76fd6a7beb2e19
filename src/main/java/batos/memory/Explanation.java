package batos.memory;

import batos.memory.search.Ranked;
import batos.memory.search.Ranked.Signal;
import batos.memory.search.Ranker;
import batos.memory.search.Terms;
import batos.memory.search.Weights;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The reasons for which recall chose a turn.
///
/// @param rank from 1
/// @param ranks the turn's rank by each signal alone
/// @param without the rank that it would have without each signal
/// @param matched the terms of the question that the turn or its facts have, as they are stemmed
/// @param bestFact the fact with the most of them; empty where none has any
public record Explanation(
        Recall recall,
        int rank,
        Map<Signal, Integer> ranks,
        Map<Signal, Integer> without,
        List<String> matched,
        String bestFact) {

    static List<Explanation> of(
            MemoryState at, Weights weights, MemoryQuery query, float @Nullable [] vector) {
        var recalls = new Retrieval(at, weights).recall(query, vector);
        var question = Ranker.Question.of(query.text(), vector);
        var ranker = new Ranker(at.corpus(), weights);
        var all = ranker.rank(question, Integer.MAX_VALUE);
        var ranks = new EnumMap<Signal, List<String>>(Signal.class);
        var without = new EnumMap<Signal, List<String>>(Signal.class);
        for (var signal : Signal.values()) {
            ranks.put(signal, by(all, signal));
            without.put(
                    signal,
                    ranker.without(question, signal, Integer.MAX_VALUE).stream()
                            .map(it -> it.turn().id())
                            .toList());
        }
        var terms = new HashSet<>(Terms.of(query.text()));
        return recalls.stream()
                .map(recall ->
                        new Explanation(
                                recall,
                                recalls.indexOf(recall) + 1,
                                places(ranks, recall.id()),
                                places(without, recall.id()),
                                matched(terms, recall),
                                bestFact(terms, recall)))
                .toList();
    }

    private static List<String> by(List<Ranked> all, Signal signal) {
        return all.stream()
                .sorted(
                        Comparator.<Ranked>comparingDouble(it -> it.raw().getOrDefault(signal, 0.0))
                                .reversed())
                .map(it -> it.turn().id())
                .toList();
    }

    private static Map<Signal, Integer> places(Map<Signal, List<String>> orders, String id) {
        var places = new EnumMap<Signal, Integer>(Signal.class);
        orders.forEach((signal, order) -> places.put(signal, order.indexOf(id) + 1));
        return places;
    }

    private static List<String> matched(HashSet<String> terms, Recall recall) {
        var text =
                recall.speaker()
                        + " "
                        + recall.text()
                        + recall.facts().stream()
                                .map(fact -> " " + fact.text())
                                .collect(Collectors.joining());
        return Terms.of(text).stream().filter(terms::contains).distinct().sorted().toList();
    }

    private static String bestFact(HashSet<String> terms, Recall recall) {
        return recall.facts().stream()
                .filter(fact -> hits(terms, fact) > 0)
                .max(Comparator.comparingLong(fact -> hits(terms, fact)))
                .map(fact -> fact.id() + " " + fact.text())
                .orElse("");
    }

    private static long hits(HashSet<String> terms, MemoryRecord fact) {
        return Terms.of(fact.text()).stream().distinct().filter(terms::contains).count();
    }

    /// In one line for a person.
    public String words() {
        return "words: "
                + (matched.isEmpty() ? "none" : String.join(" ", matched))
                + (bestFact.isEmpty() ? "" : "; fact " + bestFact)
                + "; rank by "
                + listed(ranks)
                + "; rank without "
                + listed(without);
    }

    private static String listed(Map<Signal, Integer> places) {
        return places.entrySet().stream()
                .map(it -> String.format(Locale.ROOT, "%s %d", it.getKey().label(), it.getValue()))
                .collect(Collectors.joining(", "));
    }
}
