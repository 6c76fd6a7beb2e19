package batos.shell;

import static batos.config.Nearest.distance;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds what was probably meant: the fewest insertions, deletions, replacements and swaps of
/// neighbours away, at most a third of the word's length or 2, whichever is more.
public final class Nearest {
    private Nearest() {}

    public static Optional<String> to(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> isNear(word, candidate))
                .min(
                        Comparator.<String>comparingInt(candidate -> distance(word, candidate))
                                .thenComparing(Comparator.naturalOrder()));
    }

    private static boolean isNear(String word, String candidate) {
        return distance(word, candidate) <= Math.max(2, word.length() / 3)
                || (!word.isEmpty() && lower(candidate).startsWith(lower(word)));
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    /// `. Nearest: image` or nothing.
    public static String hint(String word, Collection<String> known) {
        return to(word, known).map(near -> ". Nearest: " + near).orElse("");
    }
}
