package batos.shell;

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
                .filter(candidate -> isNear(lower(word), lower(candidate)))
                .min(
                        Comparator.<String>comparingInt(
                                        candidate -> distance(lower(word), lower(candidate)))
                                .thenComparing(Comparator.naturalOrder()));
    }

    private static boolean isNear(String word, String candidate) {
        return distance(word, candidate) <= Math.max(2, word.length() / 3)
                || (!word.isEmpty() && candidate.startsWith(word));
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    /// `. Nearest: image` or nothing.
    public static String hint(String word, Collection<String> known) {
        return to(word, known).map(near -> ". Nearest: " + near).orElse("");
    }

    private static int distance(String a, String b) {
        var rows = new int[a.length() + 1][b.length() + 1];
        for (var i = 0; i <= a.length(); i++) {
            for (var j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    rows[i][j] = i + j;
                    continue;
                }
                var same = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                var least =
                        Math.min(
                                rows[i - 1][j - 1] + same,
                                1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, rows[i - 2][j - 2] + 1);
                }
                rows[i][j] = least;
            }
        }
        return rows[a.length()][b.length()];
    }
}
