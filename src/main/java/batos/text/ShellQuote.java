package batos.text;

import java.util.regex.Pattern;

/// Words for a command line of `sh`.
public final class ShellQuote {
    /// Letters and digits of ASCII, and the marks that mean nothing to a shell wherever they stand.
    private static final Pattern PLAIN = Pattern.compile("[\\w./+@:,=%-]+");

    private ShellQuote() {}

    /// A text as one word: as it is where the shell takes it so, else in quotes.
    public static String word(String text) {
        return PLAIN.matcher(text).matches() ? text : of(text);
    }

    /// A text in single quotes, so that the shell takes it as one word and as it is.
    public static String of(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
