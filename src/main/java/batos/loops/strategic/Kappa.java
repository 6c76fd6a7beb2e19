package batos.loops.strategic;

import java.util.LinkedHashMap;
import java.util.List;

/// Cohen's kappa (1960): how far two raters agree beyond what chance gives them; 1 is always, 0 is
/// no better than chance.
final class Kappa {
    private Kappa() {}

    /// @param one and other rate the same things in the same order
    /// @return NaN for nothing rated; 1 where both always say the same single word
    static <T> double of(List<T> one, List<T> other) {
        if (one.size() != other.size()) {
            throw new IllegalArgumentException(
                    "%d ratings against %d".formatted(one.size(), other.size()));
        }
        if (one.isEmpty()) {
            return Double.NaN;
        }
        var size = (double) one.size();
        var agreed = 0;
        var first = new LinkedHashMap<T, Integer>();
        var second = new LinkedHashMap<T, Integer>();
        for (int i = 0; i < one.size(); i++) {
            agreed += one.get(i).equals(other.get(i)) ? 1 : 0;
            first.merge(one.get(i), 1, Integer::sum);
            second.merge(other.get(i), 1, Integer::sum);
        }
        var chance = 0.0;
        for (var entry : first.entrySet()) {
            chance += entry.getValue() / size * second.getOrDefault(entry.getKey(), 0) / size;
        }
        return chance == 1 ? 1 : (agreed / size - chance) / (1 - chance);
    }
}
