package batos.loops.strategic;

import java.util.List;

/// The gate's report on a candidate.
///
/// @param samples answers of both models side by side, without names
public record GateReport(List<Measure> measures, List<Sample> samples) {
    public GateReport {
        measures = List.copyOf(measures);
        samples = List.copyOf(samples);
    }

    /// @param line numbers and reason, for reading
    public record Measure(String name, boolean passed, String line) {}

    /// @param candidateFirst which of the two is the candidate: shown at the end only
    public record Sample(String question, String first, String second, boolean candidateFirst) {}

    public boolean passed() {
        return measures.stream().allMatch(Measure::passed);
    }

    /// The measures that speak against the candidate, a line each.
    public List<String> reasons() {
        return measures.stream()
                .filter(measure -> !measure.passed())
                .map(measure -> measure.name() + ": " + measure.line())
                .toList();
    }
}
