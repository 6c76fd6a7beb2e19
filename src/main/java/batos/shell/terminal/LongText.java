package batos.shell.terminal;

/// A text of millions of characters would bury the prompt; there it is cut, with a word.
public final class LongText {
    private static final int LONGEST = 20_000;

    private LongText() {}

    public static String cut(String text) {
        return text.length() <= LONGEST
                ? text
                : "%s…%n(%,d characters, the first %,d shown; batos eval EXPR > FILE keeps all)%s"
                        .formatted(
                                text.substring(0, LONGEST),
                                text.length(),
                                LONGEST,
                                text.endsWith("\n") ? "\n" : "");
    }
}
