package batos.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Finds the existing name that a mistyped one most likely meant.
public final class NearestName {
    private NearestName() {}

    /// The known name at the least [#distance]; among equals the first in alphabetical order. A
    /// name counts if its distance is at most a third of the longer word (and at least 1), or if it
    /// begins with the typed text.
    public static Optional<String> to(String typed, Collection<String> known) {
        return known.stream()
                .filter(name -> isNear(typed, name))
                .min(
                        Comparator.<String>comparingInt(name -> distance(typed, name))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /// ` (nearest: NAME)`, or nothing where no name is near.
    public static String hint(String typed, Collection<String> known) {
        return to(typed, known).map(name -> " (nearest: " + name + ")").orElse("");
    }

    private static boolean isNear(String typed, String name) {
        var longer = Math.max(typed.length(), name.length());
        var bound = Math.max(1, longer / 3);
        if (Math.abs(typed.length() - name.length()) <= bound && distance(typed, name) <= bound) {
            return true;
        }
        return typed.length() > 1 && lower(name).startsWith(lower(typed));
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }

    /// The optimal string alignment distance, letter case ignored: insertions, deletions,
    /// replacements and swaps of neighbours, each costing 1 (Boytsov, "Indexing methods for
    /// approximate dictionary searching", 2011).
    public static int distance(String a, String b) {
        var from = lower(a);
        var to = lower(b);
        var rows = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            rows[i][0] = i;
        }
        for (int j = 0; j <= to.length(); j++) {
            rows[0][j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            for (int j = 1; j <= to.length(); j++) {
                rows[i][j] = cell(rows, from, to, i, j);
            }
        }
        return rows[from.length()][to.length()];
    }

    private static int cell(int[][] rows, String from, String to, int i, int j) {
        var replaced = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        var least =
                Math.min(
                        Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1),
                        rows[i - 1][j - 1] + replaced);
        var swapped =
                i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
        return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
    }
}
