package batos.mind;

/// The exact model that a persona thinks with, and its parameters.
///
/// @param tag the server's name for it, for example `qwen3:4b`
/// @param digest the server's content digest, or the empty string where the mind has none
/// @param context the context length in tokens that is asked for
/// @param template hash of the prompt template, or the empty string
public record Pin(String tag, String digest, int context, Sampling sampling, String template) {
    /// The same settings with another model, of which nothing is known yet.
    public Pin thinkingWith(String other) {
        return new Pin(other, "", context, sampling, "");
    }

    /// @param temperature 0 and more
    /// @param topP within 0 to 1
    /// @param seed for servers that sample reproducibly
    /// @param maxTokens the longest reply asked for
    public record Sampling(double temperature, double topP, long seed, int maxTokens) {}
}
