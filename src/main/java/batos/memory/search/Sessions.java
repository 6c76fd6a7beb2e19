package batos.memory.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// The three best turns of each session, by their own scores.
final class Sessions {
    private static final int BEST_CHILDREN = 3;

    private final Corpus corpus;
    private final int[] documents;
    private final Map<String, double[]> best = new HashMap<>();

    /// @param own the score of each document, in the order of `documents`
    Sessions(Corpus corpus, int[] documents, double[] own) {
        this.corpus = corpus;
        this.documents = documents;
        for (int i = 0; i < documents.length; i++) {
            keep(best.computeIfAbsent(session(documents[i]), key -> none()), own[i]);
        }
    }

    private String session(int document) {
        return corpus.document(document).turn().session();
    }

    private static double[] none() {
        var none = new double[BEST_CHILDREN];
        Arrays.fill(none, Double.NEGATIVE_INFINITY);
        return none;
    }

    /// The mean of its session's best, for each document.
    double[] means() {
        var means = bySession();
        return Arrays.stream(documents)
                .mapToDouble(it -> means.getOrDefault(session(it), 0.0))
                .toArray();
    }

    /// The mean of its best, for each session.
    Map<String, Double> bySession() {
        var means = new HashMap<String, Double>();
        best.forEach((session, scores) -> means.put(session, mean(scores)));
        return means;
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
}
