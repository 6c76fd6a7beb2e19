package batos.memory.search;

import static batos.memory.search.Ranked.Signal.AROUND;
import static batos.memory.search.Ranked.Signal.DATED;
import static batos.memory.search.Ranked.Signal.DENSE;
import static batos.memory.search.Ranked.Signal.PARENT;
import static batos.memory.search.Ranked.Signal.SPEAKER;
import static batos.memory.search.Ranked.Signal.SUBSTANCE;
import static batos.memory.search.Ranked.Signal.TEXT;

import batos.memory.search.Ranked.Signal;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One ranking over all turns: a weighted sum of z-scores. The parent *adds* to a turn's score and
/// never cuts: only 60 % of the evidence of LoCoMo lies in the three best sessions.
public final class Ranker {
    private static final int BEST_CHILDREN = 3;

    private final Corpus corpus;
    private final Weights weights;

    public Ranker(Corpus corpus, Weights weights) {
        this.corpus = corpus;
        this.weights = weights;
    }

    /// A question as it is ranked.
    ///
    /// @param vector of length 1, of the same model as the turns'; null searches by words alone
    /// @param visible which turns may come
    @SuppressWarnings("ArrayRecordComponent") // made once, compared by nobody
    public record Question(String text, float @Nullable [] vector, Predicate<Turn> visible) {
        public static Question of(String text, float @Nullable [] vector) {
            return new Question(text, vector, turn -> true);
        }
    }

    /// The best turns, the best first; of equals the latest.
    public List<Ranked> rank(Question question, int limit) {
        var scored = score(question);
        return scored.best(limit)
                .mapToObj(i ->
                        new Ranked(
                                scored.visible()[i],
                                turn(scored.visible()[i]),
                                scored.scores()[i],
                                at(scored.parts(), i),
                                at(scored.raw(), i)))
                .toList();
    }

    /// All turns in the order of their scores, without what led to it.
    public List<Turn> order(Question question) {
        var scored = score(question);
        return scored.best(Integer.MAX_VALUE).mapToObj(i -> turn(scored.visible()[i])).toList();
    }

    /// Each visible turn's score, and what it is the sum of.
    @SuppressWarnings("ArrayRecordComponent") // made once, compared by nobody
    private record Scored(
            Ranker ranker,
            int[] visible,
            double[] scores,
            Map<Signal, double[]> parts,
            Map<Signal, double[]> raw) {
        /// The places of the best in `visible`. Of a few among many only these are kept in order
        /// while the others pass.
        IntStream best(int limit) {
            var order =
                    Comparator.<Integer>comparingDouble(i -> -scores[i])
                            .thenComparing(i -> ranker.turn(visible[i]), NEWEST);
            if (limit <= 0) {
                return IntStream.empty();
            }
            if (limit >= visible.length / 4) {
                return IntStream.range(0, visible.length)
                        .boxed()
                        .sorted(order)
                        .limit(limit)
                        .mapToInt(i -> i);
            }
            var worstFirst = new PriorityQueue<Integer>(limit + 1, order.reversed());
            for (int i = 0; i < visible.length; i++) {
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
    }

    private Scored score(Question question) {
        var visible = visible(question.visible());
        var raw = new EnumMap<Signal, double[]>(Signal.class);
        raw.put(DENSE, dense(question.vector(), visible));
        raw.put(TEXT, words(TEXT, corpus.text(), question.text(), visible));
        raw.put(AROUND, words(AROUND, corpus.around(), question.text(), visible));
        var parts = new EnumMap<Signal, double[]>(Signal.class);
        weigh(raw, parts, DENSE, TEXT, AROUND);
        var own = sum(parts, visible.length);
        raw.put(PARENT, parents(own, visible));
        parts.put(
                PARENT,
                Arrays.stream(raw.get(PARENT)).map(it -> it * weights.at(PARENT)).toArray());
        raw.put(SPEAKER, speakers(question.text(), visible));
        raw.put(SUBSTANCE, each(visible, Corpus.Document::substance));
        raw.put(
                DATED,
                Content.asksForTime(question.text())
                        ? each(visible, it -> it.tellsTime() ? 1 : 0)
                        : new double[visible.length]);
        weigh(raw, parts, SPEAKER, SUBSTANCE, DATED);
        var scores = sum(parts, visible.length);
        return new Scored(this, visible, scores, parts, raw);
    }

    private static final Comparator<Turn> NEWEST =
            Comparator.comparing(Turn::time)
                    .thenComparingLong(Turn::order)
                    .thenComparing(Turn::id)
                    .reversed();

    private void weigh(Map<Signal, double[]> raw, Map<Signal, double[]> parts, Signal... signals) {
        for (var signal : signals) {
            parts.put(
                    signal, weighted(raw.getOrDefault(signal, new double[0]), weights.at(signal)));
        }
    }

    private double[] each(int[] visible, ToDoubleFunction<Corpus.Document> value) {
        return Arrays.stream(visible)
                .mapToDouble(i -> {
                    var document = corpus.at(i);
                    return document == null ? 0 : value.applyAsDouble(document);
                })
                .toArray();
    }

    private static Map<Signal, Double> at(Map<Signal, double[]> all, int i) {
        var one = new EnumMap<Signal, Double>(Signal.class);
        all.forEach((signal, values) -> one.put(signal, values[i]));
        return one;
    }

    private Turn turn(int document) {
        var found = corpus.at(document);
        if (found == null) {
            throw new IllegalStateException("document " + document + " was removed meanwhile");
        }
        return found.turn();
    }

    private int[] visible(Predicate<Turn> wanted) {
        return IntStream.range(0, corpus.bound())
                .filter(i -> corpus.at(i) != null && wanted.test(turn(i)))
                .toArray();
    }

    /// A turn without a vector is as near as the average.
    private double[] dense(float @Nullable [] vector, int[] visible) {
        var scores = new double[visible.length];
        if (vector == null || weights.at(DENSE) == 0) {
            return scores;
        }
        var sum = 0.0;
        var count = 0;
        for (int i = 0; i < visible.length; i++) {
            var document = corpus.at(visible[i]);
            scores[i] = document == null ? Double.NaN : document.similarity(vector);
            if (!Double.isNaN(scores[i])) {
                sum += scores[i];
                count++;
            }
        }
        var mean = count == 0 ? 0 : sum / count;
        return Arrays.stream(scores).map(it -> Double.isNaN(it) ? mean : it).toArray();
    }

    private double[] words(Signal signal, Bm25 index, String question, int[] visible) {
        var all = new double[corpus.bound()];
        if (weights.at(signal) > 0) {
            index.score(Terms.of(question), all);
        }
        return Arrays.stream(visible).mapToDouble(i -> all[i]).toArray();
    }

    /// 1 for the turns of a speaker whom the question names.
    private double[] speakers(String question, int[] visible) {
        var words = new HashSet<>(Arrays.asList(WORD.split(question.toLowerCase(Locale.ROOT))));
        return each(visible, it -> words.contains(it.speaker()) ? 1 : 0);
    }

    private static final Pattern WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

    private double[] parents(double[] own, int[] visible) {
        var best = new HashMap<String, double[]>();
        for (int i = 0; i < visible.length; i++) {
            keep(
                    best.computeIfAbsent(
                            turn(visible[i]).session(),
                            key -> {
                                var none = new double[BEST_CHILDREN];
                                Arrays.fill(none, Double.NEGATIVE_INFINITY);
                                return none;
                            }),
                    own[i]);
        }
        return Arrays.stream(visible)
                .mapToDouble(i -> mean(best.getOrDefault(turn(i).session(), new double[0])))
                .toArray();
    }

    /// Keeps the largest scores, the largest first.
    private static void keep(double[] best, double score) {
        for (int i = 0; i < best.length; i++) {
            if (score > best[i]) {
                System.arraycopy(best, i, best, i + 1, best.length - i - 1);
                best[i] = score;
                return;
            }
        }
    }

    private static double mean(double[] best) {
        return Arrays.stream(best).filter(it -> it != Double.NEGATIVE_INFINITY).average().orElse(0);
    }

    private static double[] sum(Map<Signal, double[]> parts, int length) {
        var sums = new double[length];
        parts.values().forEach(part -> Arrays.setAll(sums, i -> sums[i] + part[i]));
        return sums;
    }

    private static double[] weighted(double[] values, double weight) {
        var mean = Arrays.stream(values).average().orElse(0);
        var square = 0.0;
        for (var value : values) {
            square += (value - mean) * (value - mean);
        }
        var deviation = Math.sqrt(square / Math.max(1, values.length));
        return deviation < 1e-9
                ? new double[values.length]
                : Arrays.stream(values).map(it -> weight * (it - mean) / deviation).toArray();
    }

    /// The rank each turn has without one of the signals; for `why`.
    public List<Ranked> without(Question question, Signal signal, int limit) {
        return new Ranker(corpus, weights.without(signal)).rank(question, limit);
    }
}
