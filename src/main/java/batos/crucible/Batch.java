package batos.crucible;

import java.util.List;

/// Calls of one function to try, one after another.
///
/// @param arguments each a JSON object as text: keyword arguments
/// @param limits of each call; memory is that of the interpreter
public record Batch(String source, String function, List<String> arguments, Trial.Limits limits) {
    public Batch {
        arguments = List.copyOf(arguments);
    }
}
