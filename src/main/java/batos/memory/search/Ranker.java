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
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// One ranking over all turns: a weighted sum of z-scores. The parent *adds* to a turn's score and
/// never cuts: only 60 % of the evidence of LoCoMo lies in the three best sessions.
///
/// If the corpus has an index, and few turns of many are asked for, only the turns that the index
/// and the words propose, and their sessions, are scored; their scores are those that a full scan
/// would give them.
public final class Ranker {
    private static final Pattern WORD = Pattern.compile("[^\\p{L}\\p{N}]+");

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
    /// @param admitsAll whether all may
    @SuppressWarnings("ArrayRecordComponent") // made once, compared by nobody
    public record Question(
            String text, float @Nullable [] vector, Predicate<Turn> visible, boolean admitsAll) {
        public Question(String text, float @Nullable [] vector, Predicate<Turn> visible) {
            this(text, vector, visible, false);
        }

        public static Question of(String text, float @Nullable [] vector) {
            return new Question(text, vector, turn -> true, true);
        }
    }

    /// The best turns, the best first; of equals the latest.
    public List<Ranked> rank(Question question, int limit) {
        return scored(question, limit).ranked(limit);
    }

    /// All turns in the order of their scores, without what led to it.
    public List<Turn> order(Question question) {
        return scored(question, Integer.MAX_VALUE).turns();
    }

    /// The rank each turn has without one of the signals; for `why`.
    public List<Ranked> without(Question question, Signal signal, int limit) {
        return new Ranker(corpus, weights.without(signal)).rank(question, limit);
    }

    private Scored scored(Question question, int limit) {
        var all =
                question.admitsAll()
                        ? corpus.everyone()
                        : EligibleTurns.of(corpus, question.visible());
        var terms = Terms.asked(question.text());
        var text = words(TEXT, corpus.text(), terms);
        var around = words(AROUND, corpus.around(), terms);
        var dense = question.vector();
        if (weights.at(DENSE) == 0) {
            dense = null;
        }
        var spreads = new EnumMap<Signal, MeanAndDeviation>(Signal.class);
        var near = new double[dense == null ? 0 : corpus.bound()];
        Arrays.fill(near, Double.NaN);
        spreads.put(DENSE, similarities(all, dense, near));
        spreads.put(TEXT, MeanAndDeviation.of(all.numbers(), i -> text[i]));
        spreads.put(AROUND, MeanAndDeviation.of(all.numbers(), i -> around[i]));
        var own = new TurnScores(corpus, weights, dense, near, text, around, spreads);
        var chosen =
                question.admitsAll() && dense != null && limit < all.numbers().length / 4
                        ? new CandidateSelection(corpus, own)
                                .of(question.text(), dense, text, around)
                        : all.numbers();
        return score(question, all, own, chosen);
    }

    private double[] words(Signal signal, Bm25 index, Map<String, Double> terms) {
        var scores = new double[corpus.bound()];
        if (weights.at(signal) > 0) {
            index.score(terms, scores);
        }
        return scores;
    }

    /// @param near is filled with the cosines of the sample
    private MeanAndDeviation similarities(
            EligibleTurns all, float @Nullable [] vector, double[] near) {
        if (vector == null) {
            return new MeanAndDeviation(0, 0);
        }
        var room = new float[vector.length];
        for (var i : all.sample()) {
            near[i] = corpus.document(i).own(vector, room);
        }
        return MeanAndDeviation.of(all.sample(), i -> near[i]);
    }

    private Scored score(Question question, EligibleTurns all, TurnScores own, int[] chosen) {
        var raw = new EnumMap<Signal, double[]>(Signal.class);
        var parts = new EnumMap<Signal, double[]>(Signal.class);
        own.into(chosen, raw, parts);
        var parents = new Sessions(corpus, chosen, sum(parts, chosen.length)).means();
        raw.put(PARENT, parents);
        parts.put(PARENT, Arrays.stream(parents).map(it -> it * weights.at(PARENT)).toArray());
        var named = speakers(question.text(), all);
        raw.put(SPEAKER, each(chosen, it -> named.contains(it.speaker()) ? 1 : 0));
        weigh(SPEAKER, all.saidBy(named), raw, parts);
        raw.put(SUBSTANCE, each(chosen, Corpus.Document::substance));
        weigh(SUBSTANCE, all.substance(), raw, parts);
        dated(question.text(), all, chosen, raw, parts);
        return new Scored(corpus, chosen, sum(parts, chosen.length), parts, raw);
    }

    /// A question may name a month, in which the turn was said then, or may ask for a time, which
    /// the turn tells then.
    private void dated(
            String question,
            EligibleTurns all,
            int[] chosen,
            Map<Signal, double[]> raw,
            Map<Signal, double[]> parts) {
        var month = Content.monthAsked(question);
        var timed = month.isEmpty() && Content.asksForTime(question);
        raw.put(
                DATED,
                each(
                        chosen,
                        it ->
                                (month.isPresent() && month.get().test(it.month()))
                                                || (timed && it.tellsTime())
                                        ? 1
                                        : 0));
        weigh(
                DATED,
                timed
                        ? all.dated()
                        : month.map(it -> all.saidIn(corpus, it))
                                .orElseGet(() -> new MeanAndDeviation(0, 0)),
                raw,
                parts);
    }

    private interface Measure {
        double of(Corpus.Document document);
    }

    private double[] each(int[] chosen, Measure measure) {
        return Arrays.stream(chosen).mapToDouble(i -> measure.of(corpus.document(i))).toArray();
    }

    private void weigh(
            Signal signal,
            MeanAndDeviation spread,
            Map<Signal, double[]> raw,
            Map<Signal, double[]> parts) {
        var weight = weights.at(signal);
        parts.put(
                signal,
                Arrays.stream(raw.getOrDefault(signal, new double[0]))
                        .map(it -> weight * spread.z(it))
                        .toArray());
    }

    /// The speakers that the question names.
    private static Set<String> speakers(String question, EligibleTurns all) {
        var words = new HashSet<>(Arrays.asList(WORD.split(question.toLowerCase(Locale.ROOT))));
        words.retainAll(all.speakers().keySet());
        return words;
    }

    private static double[] sum(Map<Signal, double[]> parts, int length) {
        var sums = new double[length];
        parts.values().forEach(part -> IntStream.range(0, length).forEach(i -> sums[i] += part[i]));
        return sums;
    }
}
