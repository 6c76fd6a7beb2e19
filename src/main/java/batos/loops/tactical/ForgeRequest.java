package batos.loops.tactical;

import java.util.List;
import java.util.Optional;

/// A capability that somebody misses.
///
/// @param name the tool's name, where the gap showed itself as a call of it
/// @param specification in words
/// @param arguments argument objects that were tried, as JSON text
/// @param asker who misses it: a persona's name or `architect`
public record ForgeRequest(
        Optional<String> name, String specification, List<String> arguments, String asker) {
    public ForgeRequest {
        arguments = List.copyOf(arguments);
    }
}
