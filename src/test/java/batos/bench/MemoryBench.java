package batos.bench;

import batos.memory.search.Corpus;
import batos.memory.search.HalfVector;
import batos.memory.search.Ranker;
import batos.memory.search.RankingSchemes;
import batos.memory.search.Scheme;
import batos.memory.search.Turn;
import batos.memory.search.Weights;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/// How long one question takes over many turns, without embedding it: our ranking, vectors alone,
/// BM25 alone and the seed's two stages, over turns of random words with vectors of 384 components.
/// Quality is measured by RecallQualityIT and by `batos memory eval`.
public final class MemoryBench {
    private static final int DIMENSION = 384;
    private static final int QUESTIONS = 1_000;
    private static final int SESSION = 25;
    private static final int LIMIT = 10;

    /// The processor's time of this thread, in which other programs on the machine do not count;
    /// beside it the wall clock's, in which they do.
    private final ThreadMXBean clock = ManagementFactory.getThreadMXBean();

    private final SplittableRandom random = new SplittableRandom(4);

    private MemoryBench() {}

    public static void main(String[] args) {
        var sizes = args.length > 0 ? List.of(args) : List.of("6000", "20000");
        for (var size : sizes) {
            new MemoryBench().run(Integer.parseInt(size));
        }
    }

    private void run(int turns) {
        var corpus = new Corpus();
        for (int i = 0; i < turns; i++) {
            corpus.put(
                    new Turn(
                            "t" + i,
                            "s" + i / SESSION,
                            i,
                            i % 2 == 0 ? "Anna" : "Ben",
                            Instant.ofEpochSecond(i * 3600L),
                            words(20)),
                    List.of(),
                    HalfVector.of(vector()));
        }
        var ranker = new Ranker(corpus, Weights.MEASURED);
        measure(
                turns,
                "batos, the first " + LIMIT,
                question -> ranker.rank(question, LIMIT).size());
        for (var scheme : new RankingSchemes(corpus, Weights.MEASURED).all()) {
            measure(turns, scheme.name() + ", all in order", question -> rank(scheme, question));
        }
    }

    private static int rank(Scheme scheme, Ranker.Question question) {
        return scheme.rank(question).size();
    }

    private interface Work {
        int run(Ranker.Question question);
    }

    private void measure(int turns, String name, Work work) {
        var nanos = new ArrayList<Long>();
        var walls = new ArrayList<Long>();
        var seen = 0L;
        for (int i = 0; i < QUESTIONS; i++) {
            var question = Ranker.Question.of("When did Anna " + words(6) + "?", vector());
            var wall = System.nanoTime();
            var start = clock.getCurrentThreadCpuTime();
            seen += work.run(question);
            nanos.add(clock.getCurrentThreadCpuTime() - start);
            walls.add(System.nanoTime() - wall);
        }
        var warm = nanos.subList(QUESTIONS / 2, QUESTIONS).stream().sorted().toList();
        var real = walls.subList(QUESTIONS / 2, QUESTIONS).stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%6d turns  %-22s p50 %6.2f ms  p95 %6.2f ms  wall p50 %6.2f ms  p95 %6.2f ms  load"
                        + " %.1f (%d)%n",
                turns,
                name,
                warm.get(warm.size() / 2) / 1e6,
                warm.get(warm.size() * 95 / 100) / 1e6,
                real.get(real.size() / 2) / 1e6,
                real.get(real.size() * 95 / 100) / 1e6,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                seen);
    }

    /// Words by Zipf's law, as in a text.
    private String words(int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            var rank = (int) Math.exp(random.nextDouble() * Math.log(20_000));
            text.append(i == 0 ? "" : " ").append("w").append(rank);
        }
        return text.toString();
    }

    private float[] vector() {
        var vector = new float[DIMENSION];
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) (random.nextDouble() - 0.5);
        }
        return vector;
    }
}
