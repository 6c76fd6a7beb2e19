package batos.text;

import java.util.regex.Pattern;

/// Text without power over a terminal: escape sequences, C0 and C1 controls and the controls that
/// reorder text are removed; line feeds and tabs stay.
///
/// An escape character is removed even where its sequence is cut off, so that pieces of a stream
/// may be cleaned one by one: the rest of a torn sequence is then visible and harmless.
public final class TerminalText {
    private static final Pattern SEQUENCES =
            Pattern.compile(
                    "(?:\\x1b\\[|\\x9b)[0-?]*[ -/]*[@-~]"
                            + "|(?:\\x1b[\\]PX^_]|[\\x9d\\x90\\x98\\x9e\\x9f])[^\\x07\\x1b\\x9c\\n]*(?:\\x07|\\x1b\\\\|\\x9c)|\\x1b["
                            + " -/]*[0-OQ-WYZ`-~]");
    private static final Pattern CONTROLS =
            Pattern.compile(
                    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\u2028\\u2029]");

    private TerminalText() {}

    /// The text with all of its lines.
    public static String safe(CharSequence untrusted) {
        var clean = true;
        for (var i = 0; i < untrusted.length() && clean; i++) {
            var c = untrusted.charAt(i);
            clean = (c >= ' ' && c < 0x7f) || c == '\n' || c == '\t';
        }
        if (clean) {
            return untrusted.toString();
        }
        var without = SEQUENCES.matcher(untrusted).replaceAll("");
        return CONTROLS.matcher(without).replaceAll("");
    }

    /// The text on one line, for a field in a list.
    public static String oneLine(CharSequence untrusted) {
        return safe(untrusted).replaceAll("\\s+", " ").strip();
    }
}
