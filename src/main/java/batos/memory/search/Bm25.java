package batos.memory.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Full-text scores by Okapi BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework",
/// 2009, with Lucene's never negative idf) over documents numbered from 0. Documents come, change
/// and go; a removed one stays in the postings, unseen, until a quarter of them are such.
///
/// Not for use by several threads.
public final class Bm25 {
    private static final double K1 = 0.9;
    private static final double B = 0.4;

    private final Map<String, Posting> postings = new HashMap<>();
    private int[] generation = new int[16];
    private int[] lengths = new int[16];
    private Map<Integer, List<String>> documents = new HashMap<>();
    private long length;
    private int stale;

    /// One term's documents: the number, how often the term is in it, and the generation of the
    /// document it was counted in; an older generation is no longer valid.
    private static final class Posting {
        private int[] entries = new int[6];
        private int size;
        private int live;

        void add(int document, int count, int generation) {
            if (size + 3 > entries.length) {
                entries = Arrays.copyOf(entries, entries.length * 2);
            }
            entries[size++] = document;
            entries[size++] = count;
            entries[size++] = generation;
            live++;
        }
    }

    /// Adds a document, or replaces it.
    public void put(int document, List<String> terms) {
        remove(document);
        if (document >= generation.length) {
            var more = Math.max(document + 1, generation.length * 2);
            generation = Arrays.copyOf(generation, more);
            lengths = Arrays.copyOf(lengths, more);
        }
        documents.put(document, terms);
        lengths[document] = terms.size();
        length += terms.size();
        counts(terms)
                .forEach((term, count) ->
                        postings.computeIfAbsent(term, key -> new Posting())
                                .add(document, count, generation[document]));
    }

    public void remove(int document) {
        var terms = documents.remove(document);
        if (terms == null) {
            return;
        }
        generation[document]++;
        length -= terms.size();
        for (var term : counts(terms).keySet()) {
            var posting = postings.get(term);
            if (posting != null && --posting.live == 0) {
                postings.remove(term);
            }
        }
        if (++stale > 64 && stale * 4 > documents.size()) {
            rebuild();
        }
    }

    public int size() {
        return documents.size();
    }

    /// The weight of a term: Lucene's idf; 0 for one that no document has.
    public double weight(String term) {
        var posting = postings.get(term);
        return posting == null ? 0 : idf(posting.live);
    }

    /// Adds each document's score to its place in `scores`.
    ///
    /// @param query its terms with how much each counts; sums are made in their order, so that they
    ///   have the same last bit in every run
    public void score(Map<String, Double> query, double[] scores) {
        if (documents.isEmpty()) {
            return;
        }
        var average = Math.max(1, length / (double) documents.size());
        query.forEach((term, times) -> {
            var posting = postings.get(term);
            if (posting == null) {
                return;
            }
            var idf = idf(posting.live) * times;
            for (int i = 0; i < posting.size; i += 3) {
                var document = posting.entries[i];
                if (posting.entries[i + 2] == generation[document]) {
                    var count = posting.entries[i + 1];
                    var norm = K1 * (1 - B + B * lengths[document] / average);
                    scores[document] += idf * count * (K1 + 1) / (count + norm);
                }
            }
        });
    }

    /// The same, where each of the terms counts once.
    public void score(List<String> query, double[] scores) {
        var weights = new LinkedHashMap<String, Double>();
        query.forEach(term -> weights.merge(term, 1.0, Double::sum));
        score(weights, scores);
    }

    private double idf(int live) {
        return Math.log(1 + (documents.size() - live + 0.5) / (live + 0.5));
    }

    private static Map<String, Integer> counts(List<String> terms) {
        var counts = new LinkedHashMap<String, Integer>();
        terms.forEach(term -> counts.merge(term, 1, Integer::sum));
        return counts;
    }

    private void rebuild() {
        var all = documents;
        documents = new HashMap<>();
        postings.clear();
        length = 0;
        stale = 0;
        all.forEach(this::put);
    }
}
