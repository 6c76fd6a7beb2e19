package batos.council;

import java.util.List;

/// The earlier trouble of a theme.
final class Recurrence {
    /// After so many turns on the theme an earlier one weighs half.
    static final int HALF = 4;

    private Recurrence() {}

    /// The weighted mean of the dissonance of earlier turns on the theme, the newest first: the
    /// n-th weighs `0.5 ^ (n / 4)`.
    ///
    /// @return NaN for a theme without earlier turns
    static double of(List<Double> earlier) {
        var sum = 0.0;
        var weight = 0.0;
        for (int i = 0; i < earlier.size(); i++) {
            var each = Math.pow(0.5, i / (double) HALF);
            sum += each * earlier.get(i);
            weight += each;
        }
        return weight == 0 ? Double.NaN : sum / weight;
    }
}
