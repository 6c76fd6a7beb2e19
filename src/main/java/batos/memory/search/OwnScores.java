package batos.memory.search;

import static batos.memory.search.Ranked.Signal.AROUND;
import static batos.memory.search.Ranked.Signal.DENSE;
import static batos.memory.search.Ranked.Signal.TEXT;

import batos.memory.search.Ranked.Signal;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What the vectors and the words of single turns have to do with one question, before their
/// sessions count.
final class OwnScores {
    private final Corpus corpus;
    private final Weights weights;
    private final float @Nullable [] vector;
    private final float[] room;
    private final double[] text;
    private final double[] around;
    private final Spread dense;
    private final Spread texts;
    private final Spread arounds;

    /// @param text BM25 by document number
    /// @param around the same, of the turn with its neighbours
    OwnScores(
            Corpus corpus,
            Weights weights,
            float @Nullable [] vector,
            double[] text,
            double[] around,
            Map<Signal, Spread> spreads) {
        this.corpus = corpus;
        this.weights = weights;
        this.vector = vector;
        this.room = new float[vector == null ? 0 : vector.length];
        this.text = text;
        this.around = around;
        this.dense = Objects.requireNonNull(spreads.get(DENSE));
        this.texts = Objects.requireNonNull(spreads.get(TEXT));
        this.arounds = Objects.requireNonNull(spreads.get(AROUND));
    }

    /// The weighted sum for one document.
    double of(int document) {
        return weights.at(DENSE) * dense.z(similarity(document))
                + weights.at(TEXT) * texts.z(text[document])
                + weights.at(AROUND) * arounds.z(around[document]);
    }

    /// Fills in the three signals for some documents.
    void into(int[] chosen, Map<Signal, double[]> raw, Map<Signal, double[]> parts) {
        for (var signal : new Signal[] {DENSE, TEXT, AROUND}) {
            raw.put(signal, new double[chosen.length]);
            parts.put(signal, new double[chosen.length]);
        }
        for (int i = 0; i < chosen.length; i++) {
            var near = similarity(chosen[i]);
            put(raw, parts, DENSE, i, Double.isNaN(near) ? dense.mean() : near, dense);
            put(raw, parts, TEXT, i, text[chosen[i]], texts);
            put(raw, parts, AROUND, i, around[chosen[i]], arounds);
        }
    }

    private void put(
            Map<Signal, double[]> raw,
            Map<Signal, double[]> parts,
            Signal signal,
            int i,
            double value,
            Spread spread) {
        Objects.requireNonNull(raw.get(signal))[i] = value;
        Objects.requireNonNull(parts.get(signal))[i] = weights.at(signal) * spread.z(value);
    }

    /// NaN where there is nothing to compare; such a turn counts as near as the average.
    private double similarity(int document) {
        return vector == null ? Double.NaN : corpus.document(document).similarity(vector, room);
    }
}
