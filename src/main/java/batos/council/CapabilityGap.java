package batos.council;

import java.util.Optional;
import java.util.regex.Pattern;

/// A capability that BRICK found missing.
///
/// @param name the tool's wished-for name, or the empty string
/// @param specification what it must do, in words
/// @param example arguments of the call that failed, a JSON object, or the empty string
public record CapabilityGap(String name, String specification, String example) {
    private static final Pattern LINE =
            Pattern.compile(
                    "TOOL_REQUIRED:\\s*(?:([a-z][a-z0-9_]*)\\s*(?:[—–:-]+)\\s*)?(.+)",
                    Pattern.DOTALL);

    /// Reads `TOOL_REQUIRED: name - specification` out of a thesis.
    static Optional<CapabilityGap> in(String thesis) {
        var matcher = LINE.matcher(thesis);
        if (!matcher.find()) {
            return Optional.empty();
        }
        var name = matcher.group(1);
        return Optional.of(
                new CapabilityGap(name == null ? "" : name, matcher.group(2).strip(), ""));
    }

    /// From the call of a tool that does not exist.
    static CapabilityGap by(String tool, String arguments, String question) {
        return new CapabilityGap(tool, "Needed to answer: " + question, arguments);
    }
}
