package batos.memory.search;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/// Chooses the turns of a large corpus that are scored for one question: those that the index and
/// the words propose, and all turns of the most promising sessions of these, since a session counts
/// by its best turns.
final class CandidateSelection {
    /// Vectors, and documents by each kind of words, that are proposed.
    private static final int NEAR = 300;

    private static final int WORDS = 100;

    /// Turns of whole sessions that are added.
    private static final int WHOLE = 4_000;

    private final Corpus corpus;
    private final TurnScores own;

    CandidateSelection(Corpus corpus, TurnScores own) {
        this.corpus = corpus;
        this.own = own;
    }

    /// The numbers of the documents to score, ascending; all where the index has no answer.
    int[] of(String question, float[] vector, double[] text, double[] around) {
        var near = corpus.index().near(vector, question, NEAR);
        if (near.isEmpty()) {
            return corpus.everyone().numbers();
        }
        var chosen = new BitSet(corpus.bound());
        for (var id : near.get()) {
            corpus.owners(id).forEach(chosen::set);
        }
        best(text, chosen);
        best(around, chosen);
        addSessions(chosen);
        return chosen.stream().toArray();
    }

    private void best(double[] scores, BitSet chosen) {
        var worstFirst = new PriorityQueue<Integer>(Comparator.comparingDouble(i -> scores[i]));
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] > 0) {
                var worst = worstFirst.peek();
                if (worst == null || worstFirst.size() < WORDS || scores[i] > scores[worst]) {
                    worstFirst.add(i);
                    if (worstFirst.size() > WORDS) {
                        worstFirst.poll();
                    }
                }
            }
        }
        worstFirst.forEach(chosen::set);
    }

    private void addSessions(BitSet chosen) {
        var first = chosen.stream().toArray();
        var scores = new double[first.length];
        for (int i = 0; i < first.length; i++) {
            scores[i] = own.of(first[i]);
        }
        List<String> sessions =
                new Sessions(corpus, first, scores)
                        .bySession().entrySet().stream()
                                .sorted(
                                        Map.Entry.<String, Double>comparingByValue()
                                                .reversed()
                                                .thenComparing(Map.Entry.comparingByKey()))
                                .map(Map.Entry::getKey)
                                .toList();
        var left = WHOLE;
        for (var session : sessions) {
            var turns = corpus.sessions().getOrDefault(session, Corpus.NO_TURNS).values();
            left -= turns.size();
            if (left < 0) {
                return;
            }
            turns.forEach(chosen::set);
        }
    }
}
