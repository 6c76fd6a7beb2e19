package batos.crucible;

import java.util.List;

/// Calls of one function to try, one after another.
///
/// @param limits of each call; memory is that of the interpreter
public record Batch(
        String source, String function, List<Arguments> arguments, Trial.Limits limits) {
    public Batch {
        arguments = List.copyOf(arguments);
    }

    /// @param arguments each a JSON object as text
    /// @throws IllegalArgumentException where one is none
    public static Batch ofTexts(
            String source, String function, List<String> arguments, Trial.Limits limits) {
        return new Batch(source, function, arguments.stream().map(Arguments::of).toList(), limits);
    }
}
