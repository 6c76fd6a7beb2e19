package batos.crucible;

import java.time.Duration;

/// One call to try.
///
/// @param source Python source that defines `function`
/// @param arguments a JSON object as text: keyword arguments
public record Trial(String source, String function, String arguments, Limits limits) {
    /// @param wall wall-clock time of the call
    /// @param memory bytes
    /// @param output bytes of printed text and of the result, each
    public record Limits(Duration wall, long memory, int output) {}
}
