package batos.loops.strategic;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// The mean of a sample with its 95 % interval, by the percentile bootstrap (Efron 1979): the
/// sample is redrawn with replacement 2,000 times. The seed is fixed, so that equal numbers give
/// equal intervals.
///
/// @param low 2.5 % of the drawn means lie below
/// @param high 2.5 % of the drawn means lie above
record Bootstrap(double mean, double low, double high) {
    private static final int DRAWN = 2000;
    private static final long SEED = 4;

    static Bootstrap of(List<Double> sample) {
        if (sample.isEmpty()) {
            return new Bootstrap(Double.NaN, Double.NaN, Double.NaN);
        }
        var random = new SplittableRandom(SEED);
        var means = new double[DRAWN];
        for (int draw = 0; draw < DRAWN; draw++) {
            var sum = 0.0;
            for (int i = 0; i < sample.size(); i++) {
                sum += sample.get(random.nextInt(sample.size()));
            }
            means[draw] = sum / sample.size();
        }
        Arrays.sort(means);
        var mean = sample.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        return new Bootstrap(mean, means[(int) (0.025 * DRAWN)], means[(int) (0.975 * DRAWN)]);
    }

    boolean above(double bound) {
        return low > bound;
    }
}
