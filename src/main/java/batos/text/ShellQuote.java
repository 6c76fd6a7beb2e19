package batos.text;

/// Words for a command line of `sh`.
public final class ShellQuote {
    private ShellQuote() {}

    /// A text in single quotes, so that the shell takes it as one word and as it is.
    public static String of(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
