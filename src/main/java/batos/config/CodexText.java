package batos.config;

import java.util.Optional;

/// What a text of the codex may consist of. Characters that a terminal or a reader's eye would not
/// show as they are, such as escape codes and bidirectional overrides, are refused: the Architect
/// approves what is seen.
public final class CodexText {
    private CodexText() {}

    /// @param lines whether line breaks are allowed
    /// @return why the text cannot stand in a codex, worded to follow its key
    public static Optional<String> objection(String text, boolean lines) {
        if (text.isBlank()) {
            return Optional.of("is empty, expected a text");
        }
        if (text.length() > CodexKey.LONGEST) {
            return Optional.of(
                    "has %d characters, expected at most %d"
                            .formatted(text.length(), CodexKey.LONGEST));
        }
        return text.codePoints()
                .filter(c -> !isSeen(c) && !(lines && c == '\n'))
                .mapToObj(c -> "holds the character U+%04X, which cannot be seen".formatted(c))
                .findFirst();
    }

    private static boolean isSeen(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
