package batos.memory.search;

import java.util.function.IntToDoubleFunction;

/// Mean and deviation of a signal over all turns of a question; the base of z-scores.
record MeanAndDeviation(double mean, double deviation) {
    private static final double FLAT = 1e-9;

    /// @param documents numbers of documents
    static MeanAndDeviation of(int[] documents, IntToDoubleFunction value) {
        var sum = 0.0;
        var count = 0;
        for (var document : documents) {
            var one = value.applyAsDouble(document);
            if (!Double.isNaN(one)) {
                sum += one;
                count++;
            }
        }
        if (count == 0) {
            return new MeanAndDeviation(0, 0);
        }
        var mean = sum / count;
        var squares = 0.0;
        for (var document : documents) {
            var one = value.applyAsDouble(document);
            if (!Double.isNaN(one)) {
                squares += (one - mean) * (one - mean);
            }
        }
        return new MeanAndDeviation(mean, Math.sqrt(squares / count));
    }

    /// Of a signal that is 1 for some and 0 for the others.
    static MeanAndDeviation ofShare(double share) {
        return new MeanAndDeviation(share, Math.sqrt(share * (1 - share)));
    }

    /// The z-score; 0 where all values are alike or this one is missing (NaN).
    double z(double value) {
        return deviation < FLAT || Double.isNaN(value) ? 0 : (value - mean) / deviation;
    }
}
