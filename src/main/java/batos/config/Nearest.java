package batos.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// The existing name that a mistyped one most likely meant.
public final class Nearest {
    private Nearest() {}

    /// The closest name by edits (insert, delete, replace, swap of neighbours), if it is closer
    /// than half of the longer name's length.
    public static Optional<String> to(String typed, Collection<String> names) {
        return names.stream()
                .min(Comparator.comparingInt(name -> distance(typed, name)))
                .filter(name ->
                        distance(typed, name) * 2 <= Math.max(typed.length(), name.length()));
    }

    /// ` (nearest: NAME)`, or nothing where no name is close.
    public static String hint(String typed, Collection<String> names) {
        return to(typed, names).map(name -> " (nearest: " + name + ")").orElse("");
    }

    /// The optimal string alignment distance, letter case ignored.
    public static int distance(String a, String b) {
        var from = a.toLowerCase(java.util.Locale.ROOT);
        var to = b.toLowerCase(java.util.Locale.ROOT);
        var rows = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            rows[i][0] = i;
        }
        for (int j = 0; j <= to.length(); j++) {
            rows[0][j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            for (int j = 1; j <= to.length(); j++) {
                var replaced = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
                rows[i][j] =
                        Math.min(
                                Math.min(rows[i - 1][j] + 1, rows[i][j - 1] + 1),
                                rows[i - 1][j - 1] + replaced);
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    rows[i][j] = Math.min(rows[i][j], rows[i - 2][j - 2] + 1);
                }
            }
        }
        return rows[from.length()][to.length()];
    }
}
