package batos.memory;

import batos.mind.Embedder;
import java.util.Locale;

/// A deterministic embedder for tests: each word counts into one of 64 components, so that texts
/// that share words are alike.
public final class WordVectors implements Embedder {
    private static final int DIMENSION = 64;

    @Override
    public String name() {
        return "word-vectors";
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public float[] embed(String text) {
        var vector = new float[DIMENSION];
        for (var word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            vector[Math.floorMod(word.hashCode(), DIMENSION)]++;
        }
        double square = 0;
        for (var component : vector) {
            square += component * component;
        }
        for (int i = 0; i < DIMENSION; i++) {
            vector[i] = (float) (vector[i] / Math.sqrt(square));
        }
        return vector;
    }

    @Override
    public void close() {}
}
