package batos.council;

import batos.mind.Embedder;
import batos.mind.MindFault;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/// The distance of two texts, 0 to 1.
final class Distance {
    /// Embedding models give even unrelated sentences a likeness; a cosine at or below this counts
    /// as wholly apart. Measured with bge-small-en-v1.5: pairs without a relation lie around 0.45.
    private static final double UNRELATED = 0.4;

    private Distance() {}

    /// By meaning: `(1 - cosine) / (1 - 0.4)`, at most 1. Where no text can be embedded, by words.
    static double between(String one, String other, Embedder embedder) {
        try {
            var a = embedder.embed(one);
            var b = embedder.embed(other);
            var cosine = 0.0;
            for (int i = 0; i < a.length; i++) {
                cosine += a[i] * (double) b[i];
            }
            return Math.clamp((1 - cosine) / (1 - UNRELATED), 0, 1);
        } catch (MindFault fault) {
            return ofWords(one, other);
        }
    }

    /// The distance that no step waits for, measured when the answer is known; NaN where it was
    /// measured before, or where there is no antithesis.
    static double lately(TurnState standing, Embedder embedder) {
        return standing.dissonance().part(Dissonance.Part.DISTANCE).isPresent()
                        || standing.antithesis().isEmpty()
                ? Double.NaN
                : between(standing.thesis(), standing.antithesis(), embedder);
    }

    /// 1 minus the Jaccard index of the two texts' word sets, 0 when both are empty.
    static double ofWords(String one, String other) {
        var a = words(one);
        var b = words(other);
        var all = new TreeSet<>(a);
        all.addAll(b);
        if (all.isEmpty()) {
            return 0;
        }
        var shared = a.stream().filter(b::contains).count();
        return 1 - shared / (double) all.size();
    }

    private static Set<String> words(String text) {
        var words =
                new TreeSet<>(
                        Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")));
        words.remove("");
        return words;
    }
}
