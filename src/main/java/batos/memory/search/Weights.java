package batos.memory.search;

import batos.memory.search.Ranked.Signal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/// The weight of each signal; all are z-scores over the turns of one question. A signal that is
/// missing counts nothing.
public record Weights(Map<Signal, Double> of) {
    /// Measured on five conversations of LoCoMo, with and without facts; half or double of any of
    /// them costs less than a point of recall@10.
    public static final Weights MEASURED =
            new Weights(
                    Map.of(
                            Signal.DENSE, 1.0,
                            Signal.TEXT, 0.15,
                            Signal.AROUND, 0.3,
                            Signal.PARENT, 1.0,
                            Signal.SPEAKER, 0.6,
                            Signal.SUBSTANCE, 0.4,
                            Signal.DATED, 0.4));

    public Weights {
        var ordered = new EnumMap<Signal, Double>(Signal.class);
        ordered.putAll(of);
        of = Collections.unmodifiableMap(ordered);
    }

    double at(Signal signal) {
        return of.getOrDefault(signal, 0.0);
    }

    Weights without(Signal signal) {
        var rest = new EnumMap<Signal, Double>(Signal.class);
        rest.putAll(of);
        rest.remove(signal);
        return new Weights(rest);
    }

    static Weights only(Signal signal) {
        return new Weights(Map.of(signal, 1.0));
    }
}
