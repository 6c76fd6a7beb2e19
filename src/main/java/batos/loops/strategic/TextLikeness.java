package batos.loops.strategic;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// The likeness of two texts: the Jaccard index of their runs of four letters and digits, without
/// case, 0 to 1. It asks no model, so that no model can be trained to please it.
final class TextLikeness {
    private static final int RUN = 4;

    private TextLikeness() {}

    static double of(String one, String other) {
        var a = runs(one);
        var b = runs(other);
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() && b.isEmpty() ? 1 : 0;
        }
        var shared = a.stream().filter(b::contains).count();
        return shared / (double) (a.size() + b.size() - shared);
    }

    private static Set<String> runs(String text) {
        var plain = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
        var runs = new HashSet<String>();
        for (int at = 0; at + RUN <= plain.length(); at++) {
            runs.add(plain.substring(at, at + RUN));
        }
        if (runs.isEmpty() && !plain.isEmpty()) {
            runs.add(plain);
        }
        return runs;
    }
}
