package batos.motive.look;

import batos.image.Oid;

/// Something that could be worth a goal.
///
/// @param about the thing it concerns, for example a theme's identity or a tool's name
/// @param print the thing's state when seen; the same thing with another print is news again
/// @param theme the identity of the theme it belongs to; empty for none
/// @param label the theme in a few words
/// @param text for reading, and for the persona that it is shown to
/// @param asked the question that was left open; empty for other signs
/// @param measure a number that belongs to it, for example the dissonance; 0 for none
public record Sign(
        SignKind kind,
        String about,
        String print,
        String theme,
        String label,
        String text,
        String asked,
        double measure) {
    /// Names kind, thing and state.
    public String fingerprint() {
        return Oid.named("sign " + kind, about + "\n" + print).toString();
    }

    public String line() {
        return "[" + kind.words() + "] " + text;
    }
}
