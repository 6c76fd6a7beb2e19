package batos.mind;

import java.util.regex.Pattern;

/// Compares version numbers by their parts.
final class VersionOrder {
    private static final Pattern DOT = Pattern.compile("\\.");

    private VersionOrder() {}

    static boolean before(String version, String other) {
        var a = DOT.splitAsStream(version.replaceAll("[^0-9.].*", "")).toList();
        var b = DOT.splitAsStream(other).toList();
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            var left = i < a.size() && !a.get(i).isEmpty() ? Integer.parseInt(a.get(i)) : 0;
            var right = i < b.size() ? Integer.parseInt(b.get(i)) : 0;
            if (left != right) {
                return left < right;
            }
        }
        return false;
    }
}
