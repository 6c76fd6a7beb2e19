package batos.memory;

import batos.memory.search.Ranker;
import batos.memory.search.RankingSchemes;
import batos.memory.search.Scheme;
import batos.memory.search.Weights;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/// Measures recall with questions whose evidence is known, and beside it what one would use
/// instead: vectors alone, BM25 alone, and the seed's two stages.
public final class RecallEvaluation {
    private static final int FEW_SESSIONS = 5;
    private static final int MORE_SESSIONS = 10;

    private final Scrapbook scrapbook;
    private final Weights weights;
    private final LongSupplier nanoTime;

    /// @param nanoTime a clock for latencies, in nanoseconds
    public RecallEvaluation(Scrapbook scrapbook, Weights weights, LongSupplier nanoTime) {
        this.scrapbook = scrapbook;
        this.weights = weights;
        this.nanoTime = nanoTime;
    }

    /// @param evidence external identifiers of the turns that hold the answer
    public record Question(String question, List<String> evidence, String category) {
        public Question {
            evidence = List.copyOf(evidence);
        }
    }

    /// The results of a scheme. Shares are from 0 to 1.
    ///
    /// @param recall the mean share of a question's evidence within the first `limit` turns
    /// @param categories the same per category
    /// @param mrr mean reciprocal rank of the first piece of evidence
    /// @param session5 the mean share of the evidence's sessions within the first 5 sessions
    /// @param p50 of the time of a question, its embedding included where the scheme needs one
    public record Measured(
            double recall,
            Map<String, Double> categories,
            double mrr,
            double session5,
            double session10,
            Duration p50,
            Duration p95) {}

    /// @param questions how many had evidence that is in memory
    /// @param without how many had none, and were left out
    /// @param searching p95 of the ranking alone, without embedding the question
    public record Report(
            int questions,
            int without,
            int turns,
            int limit,
            Map<String, Measured> schemes,
            Duration searching) {}

    public Report run(List<Question> questions, int limit, BiConsumer<Integer, Integer> progress) {
        var evidence = scrapbook.on(at -> questions.stream().map(it -> found(at, it)).toList());
        var schemes = scrapbook.on(at -> new RankingSchemes(at.corpus(), weights).all());
        var tallies = new LinkedHashMap<String, Tally>();
        schemes.forEach(scheme -> tallies.put(scheme.name(), new Tally(limit)));
        var searching = new ArrayList<Long>();
        var asked = 0;
        for (int i = 0; i < questions.size(); i++) {
            progress.accept(i, questions.size());
            var wanted = evidence.get(i);
            if (wanted.isEmpty()) {
                continue;
            }
            asked++;
            var question = questions.get(i);
            var begun = nanoTime.getAsLong();
            var vector = scrapbook.vectors().of(question.question()).orElse(null);
            var embedding = nanoTime.getAsLong() - begun;
            for (var scheme : schemes) {
                var start = nanoTime.getAsLong();
                var ranked =
                        scrapbook.on(
                                at -> scheme.rank(Ranker.Question.of(question.question(), vector)));
                var took = nanoTime.getAsLong() - start;
                if (scheme.name().equals(RankingSchemes.OURS)) {
                    searching.add(took);
                }
                var tally = Objects.requireNonNull(tallies.get(scheme.name()));
                tally.add(
                        question.category(),
                        wanted,
                        ranked,
                        took + (scheme.embeds() ? embedding : 0));
            }
        }
        progress.accept(questions.size(), questions.size());
        var measured = new LinkedHashMap<String, Measured>();
        tallies.forEach((name, tally) -> measured.put(name, tally.measured()));
        return new Report(
                asked,
                questions.size() - asked,
                scrapbook.size(Level.TURN),
                limit,
                measured,
                percentile(searching, 95));
    }

    /// The turns that a question's evidence names; a fact stands for the turns that it cites.
    private static List<MemoryRecord> found(MemoryState at, Question question) {
        return question.evidence().stream()
                .flatMap(external -> at.byExternal(external).stream())
                .flatMap(record ->
                        record.level() == Level.FACT
                                ? record.evidence().stream().map(at::find).flatMap(Optional::stream)
                                : Stream.of(record))
                .distinct()
                .toList();
    }

    static Duration percentile(List<Long> nanos, int percent) {
        if (nanos.isEmpty()) {
            return Duration.ZERO;
        }
        var sorted = nanos.stream().sorted().toList();
        var place = (int) Math.ceil(percent / 100.0 * sorted.size()) - 1;
        return Duration.ofNanos(sorted.get(Math.max(0, place)));
    }

    /// One scheme's results while the questions are asked.
    private static final class Tally {
        private final int limit;
        private final Map<String, List<Double>> recalls = new TreeMap<>();
        private final List<Double> ranks = new ArrayList<>();
        private final List<Double> five = new ArrayList<>();
        private final List<Double> ten = new ArrayList<>();
        private final List<Long> nanos = new ArrayList<>();

        Tally(int limit) {
            this.limit = limit;
        }

        void add(String category, List<MemoryRecord> wanted, List<Scheme.Hit> ranked, long took) {
            var ids = wanted.stream().map(MemoryRecord::id).distinct().toList();
            var first = ranked.stream().limit(limit).map(Scheme.Hit::id).toList();
            recalls.computeIfAbsent(category, key -> new ArrayList<>())
                    .add(ids.stream().filter(first::contains).count() / (double) ids.size());
            var all = ranked.stream().map(Scheme.Hit::id).toList();
            var best = ids.stream().mapToInt(all::indexOf).filter(it -> it >= 0).min();
            ranks.add(best.isPresent() ? 1.0 / (best.getAsInt() + 1) : 0);
            var sessions = ranked.stream().map(Scheme.Hit::session).distinct().toList();
            var owners = wanted.stream().map(it -> it.origin().session()).distinct().toList();
            five.add(share(owners, sessions, FEW_SESSIONS));
            ten.add(share(owners, sessions, MORE_SESSIONS));
            nanos.add(took);
        }

        private static double share(List<String> wanted, List<String> ranked, int first) {
            var shown = ranked.stream().limit(first).toList();
            return wanted.stream().filter(shown::contains).count() / (double) wanted.size();
        }

        Measured measured() {
            var categories = new TreeMap<String, Double>();
            recalls.forEach((category, shares) -> categories.put(category, mean(shares)));
            return new Measured(
                    mean(recalls.values().stream().flatMap(List::stream).toList()),
                    categories,
                    mean(ranks),
                    mean(five),
                    mean(ten),
                    percentile(nanos, 50),
                    percentile(nanos, 95));
        }

        private static double mean(List<Double> values) {
            return values.stream().mapToDouble(it -> it).average().orElse(0);
        }
    }
}
