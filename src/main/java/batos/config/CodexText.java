package batos.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The characters that a text of the codex may have. Characters that a terminal or a reader's eye
/// would not show as they are, such as escape codes and bidirectional overrides, are refused: the
/// Architect approves the text that he sees.
public final class CodexText {
    private static final int COLOURED = 0xFE0F;

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
        var points = text.codePoints().toArray();
        return IntStream.range(0, points.length)
                .filter(i -> !isSeen(points, i) && !(lines && points[i] == '\n'))
                .mapToObj(i ->
                        "holds the character U+%04X, which cannot be seen".formatted(points[i]))
                .findFirst();
    }

    /// The characters of a text, line breaks apart, that show nothing; each once.
    static List<Integer> unseen(String text) {
        var points = text.codePoints().toArray();
        return IntStream.range(0, points.length)
                .filter(i -> !isSeen(points, i) && points[i] != '\n')
                .mapToObj(i -> points[i])
                .distinct()
                .toList();
    }

    /// The sign after an emoji that asks for its coloured form can be seen; nowhere else can it.
    private static boolean isSeen(int[] points, int at) {
        var point = points[at];
        return point == COLOURED
                ? at > 0 && Character.isEmoji(points[at - 1])
                : isSeen(point) && !isBlank(point);
    }

    /// Characters of categories that are seen which show nothing: fillers, and selectors of
    /// variants, by which any text can be hidden behind one letter.
    private static boolean isBlank(int point) {
        return point == 0x034F
                || point == 0x115F
                || point == 0x1160
                || point == 0x2800
                || point == 0x3164
                || point == 0xFFA0
                || (point >= 0x17B4 && point <= 0x17B5)
                || (point >= 0x180B && point <= 0x180F)
                || (point >= 0xFE00 && point <= 0xFE0F)
                || (point >= 0xE0100 && point <= 0xE01EF);
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
