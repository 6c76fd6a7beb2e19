package batos.memory.search;

import static batos.memory.search.Ranked.Signal.AROUND;
import static batos.memory.search.Ranked.Signal.DENSE;
import static batos.memory.search.Ranked.Signal.TEXT;

import batos.memory.search.Ranked.Signal;
import java.util.Map;
import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/// The scores of single turns for one question, by vectors and by words, before their sessions
/// count.
final class TurnScores {
    private final Corpus corpus;
    private final Weights weights;
    private final float @Nullable [] vector;
    private final double[] near;
    private final float[] room;
    private final double[] text;
    private final double[] around;
    private final MeanAndDeviation dense;
    private final MeanAndDeviation texts;
    private final MeanAndDeviation arounds;

    /// @param near the cosines that are known, by document number; NaN for the others
    /// @param text BM25 by document number
    /// @param around the same, of the turn with its neighbours
    TurnScores(
            Corpus corpus,
            Weights weights,
            float @Nullable [] vector,
            double[] near,
            double[] text,
            double[] around,
            Map<Signal, MeanAndDeviation> spreads) {
        this.corpus = corpus;
        this.weights = weights;
        this.vector = vector;
        this.near = near;
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
        fill(
                chosen,
                raw,
                parts,
                DENSE,
                dense,
                it -> {
                    var similarity = similarity(it);
                    return Double.isNaN(similarity) ? dense.mean() : similarity;
                });
        fill(chosen, raw, parts, TEXT, texts, it -> text[it]);
        fill(chosen, raw, parts, AROUND, arounds, it -> around[it]);
    }

    private void fill(
            int[] chosen,
            Map<Signal, double[]> raw,
            Map<Signal, double[]> parts,
            Signal signal,
            MeanAndDeviation spread,
            IntToDoubleFunction value) {
        var values = new double[chosen.length];
        var scores = new double[chosen.length];
        var weight = weights.at(signal);
        for (int i = 0; i < chosen.length; i++) {
            values[i] = value.applyAsDouble(chosen[i]);
            scores[i] = weight * spread.z(values[i]);
        }
        raw.put(signal, values);
        parts.put(signal, scores);
    }

    /// NaN where there is nothing to compare; such a turn counts as near as the average.
    private double similarity(int document) {
        if (vector == null) {
            return Double.NaN;
        }
        var of = corpus.document(document);
        var own = near[document];
        return of.similarity(Double.isNaN(own) ? of.own(vector, room) : own, vector, room);
    }
}
