package batos.council;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The council's distance from agreement with itself, with its receipts and with its past, in named
/// parts, each 0 to 1:
///
/// | part | how it is measured |
/// |---|---|
/// | disagreement | ROBIN's score |
/// | distance | how far thesis and antithesis stand apart in meaning, see [Distance] |
/// | failure | tool calls that broke and forgings given up, of all calls and forgings |
/// | unverified | claims of the answer without a receipt or against one, of all its claims |
/// | contradiction | how strongly memory speaks against the answer |
/// | recurrence | the dissonance of earlier turns on the theme, halved every [Recurrence#HALF] turns |
/// | reported | 0.5 + the sum of what tools' commands reported, each bounded |
///
/// The total is the weighted mean of the parts that were measured: `sum(weight * part) /
/// sum(weight)` over these. A part that could not be measured is absent, not 0. It is within 0 to 1
/// and does not fall when a part rises.
public record Dissonance(SortedMap<Part, Double> parts, Weights weights) {
    public static final Dissonance NONE = new Dissonance(new TreeMap<>(), Weights.USUAL);

    public enum Part {
        DISAGREEMENT,
        DISTANCE,
        FAILURE,
        UNVERIFIED,
        CONTRADICTION,
        RECURRENCE,
        REPORTED;

        /// As it stands in the image, in settings and on the screen.
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The weight of each part, 0 or more; they need not add up to 1, as the total divides by their
    /// sum.
    public record Weights(Map<Part, Double> of) {
        public static final Weights USUAL = new Weights(usual());

        public Weights {
            var all = new EnumMap<Part, Double>(Part.class);
            for (var part : Part.values()) {
                all.put(part, Math.max(0, of.getOrDefault(part, 0.0)));
            }
            of = Collections.unmodifiableMap(all);
        }

        public double of(Part part) {
            return of.getOrDefault(part, 0.0);
        }

        private static Map<Part, Double> usual() {
            var usual = new EnumMap<Part, Double>(Part.class);
            usual.put(Part.DISAGREEMENT, 0.45);
            usual.put(Part.DISTANCE, 0.05);
            usual.put(Part.FAILURE, 0.10);
            usual.put(Part.UNVERIFIED, 0.15);
            usual.put(Part.CONTRADICTION, 0.10);
            usual.put(Part.RECURRENCE, 0.05);
            usual.put(Part.REPORTED, 0.10);
            return usual;
        }
    }

    public Dissonance {
        parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
    }

    public static Dissonance weighed(Weights weights) {
        return new Dissonance(new TreeMap<>(), weights);
    }

    /// The same with one part measured; NaN leaves it absent.
    public Dissonance with(Part part, double value) {
        var more = new TreeMap<>(parts);
        if (Double.isNaN(value)) {
            more.remove(part);
        } else {
            more.put(part, Math.clamp(value, 0, 1));
        }
        return new Dissonance(more, weights);
    }

    public OptionalDouble part(Part part) {
        var value = parts.get(part);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /// 0 where nothing that weighs was measured.
    public double total() {
        var sum = 0.0;
        var weight = 0.0;
        for (var entry : parts.entrySet()) {
            sum += weights.of(entry.getKey()) * entry.getValue();
            weight += weights.of(entry.getKey());
        }
        return weight == 0 ? 0 : Math.clamp(sum / weight, 0, 1);
    }

    /// The sum that gives the total, for reading.
    public String line() {
        if (parts.isEmpty()) {
            return "0.00: nothing was measured";
        }
        var weight = parts.keySet().stream().mapToDouble(weights::of).sum();
        return String.format(Locale.ROOT, "%.2f = (", total())
                + parts.entrySet().stream()
                        .map(entry ->
                                String.format(
                                        Locale.ROOT,
                                        "%.2f*%s %.2f",
                                        weights.of(entry.getKey()),
                                        entry.getKey().word(),
                                        entry.getValue()))
                        .collect(Collectors.joining(" + "))
                + String.format(Locale.ROOT, ") / %.2f", weight);
    }
}
