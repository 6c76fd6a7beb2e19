package batos.memory.search;

import batos.memory.search.Ranked.Signal;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.stream.IntStream;

/// The scores of some documents for one question, and their summands.
///
/// @param chosen numbers of documents; the other arrays are in their order
@SuppressWarnings("ArrayRecordComponent") // made once, compared by nobody
record Scored(
        Corpus corpus,
        int[] chosen,
        double[] scores,
        Map<Signal, double[]> parts,
        Map<Signal, double[]> raw) {
    private static final Comparator<Turn> NEWEST =
            Comparator.comparing(Turn::time)
                    .thenComparingLong(Turn::order)
                    .thenComparing(Turn::id)
                    .reversed();

    List<Ranked> ranked(int limit) {
        return best(limit)
                .mapToObj(i -> new Ranked(chosen[i], turn(i), scores[i], at(parts, i), at(raw, i)))
                .toList();
    }

    List<Turn> turns() {
        return best(Integer.MAX_VALUE).mapToObj(this::turn).toList();
    }

    private Turn turn(int i) {
        return corpus.document(chosen[i]).turn();
    }

    /// The places of the best in `chosen`. Of a few among many only these are kept in order while
    /// the others pass.
    private IntStream best(int limit) {
        var order =
                Comparator.<Integer>comparingDouble(i -> -scores[i])
                        .thenComparing(this::turn, NEWEST);
        if (limit <= 0) {
            return IntStream.empty();
        }
        if (limit >= chosen.length / 4) {
            return IntStream.range(0, chosen.length)
                    .boxed()
                    .sorted(order)
                    .limit(limit)
                    .mapToInt(i -> i);
        }
        var worstFirst = new PriorityQueue<Integer>(limit + 1, order.reversed());
        for (int i = 0; i < chosen.length; i++) {
            var worst = worstFirst.peek();
            if (worstFirst.size() < limit || worst == null || scores[i] >= scores[worst]) {
                worstFirst.add(i);
                if (worstFirst.size() > limit) {
                    worstFirst.poll();
                }
            }
        }
        return worstFirst.stream().sorted(order).mapToInt(i -> i);
    }

    private static Map<Signal, Double> at(Map<Signal, double[]> all, int i) {
        var one = new EnumMap<Signal, Double>(Signal.class);
        all.forEach((signal, values) -> one.put(signal, values[i]));
        return one;
    }
}
