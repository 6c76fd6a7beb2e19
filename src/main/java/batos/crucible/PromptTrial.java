package batos.crucible;

import java.util.List;

/// Lines typed at the prompt of an interpreter that has loaded a source.
public record PromptTrial(String source, List<Line> lines, Trial.Limits limits) {
    public PromptTrial {
        lines = List.copyOf(lines);
    }

    /// The request as recordings have named it since their first format.
    String recordedAs() {
        return "Session[source=" + source + ", lines=" + lines + ", limits=" + limits + "]";
    }

    /// @param part lines of the same part share their variables
    /// @param source a statement or an expression
    public record Line(int part, String source) {}
}
