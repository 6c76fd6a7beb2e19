package batos.mind;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/// Vectors of the words that a text has, by feature hashing (Weinberger et al., "Feature Hashing
/// for Large Scale Multitask Learning", 2009): each word, and each run of three of its letters with
/// half its weight, adds to one component. It knows nothing of meaning, but needs no model and no
/// native code, and gives the same bits on every machine; so transcripts are played with it.
public final class WordsEmbedder implements Embedder {
    public static final String NAME = "words";

    private static final int DIMENSION = 256;
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int dimension() {
        return DIMENSION;
    }

    @Override
    public float[] embed(String text) {
        var sums = new float[DIMENSION];
        var folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        WORD.matcher(folded)
                .results()
                .forEach(found -> {
                    var word = found.group();
                    add(sums, word, 1);
                    var bounded = "<" + word + ">";
                    for (int i = 0; i + 3 <= bounded.length(); i++) {
                        add(sums, bounded.substring(i, i + 3), 0.5f);
                    }
                });
        return EmbeddingMath.unit(sums);
    }

    /// The hash of a text is part of the language's specification; its bits are mixed because those
    /// of short texts lie close together.
    private static void add(float[] sums, String feature, float weight) {
        var hash = feature.hashCode() * 0x9E3779B9;
        hash ^= hash >>> 15;
        sums[hash & DIMENSION - 1] += (hash & DIMENSION) == 0 ? weight : -weight;
    }

    @Override
    public void close() {}
}
