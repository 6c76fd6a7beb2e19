package batos.council;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// As much of a text as a prompt has room for.
final class Excerpt {
    private static final String MARK = " […]";

    /// The end of a sentence, its mark included.
    private static final Pattern SENTENCE = Pattern.compile("[.!?](?=\\s)");

    /// The end of a word.
    private static final Pattern WORD = Pattern.compile("\\S(?=\\s)");

    private Excerpt() {}

    /// The text, or its beginning up to the end of a sentence, else of a word, with a mark.
    ///
    /// @param most characters, the mark included
    static String of(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        var room = text.substring(0, whole(text, Math.max(1, most - MARK.length())));
        var sentence = SENTENCE.matcher(room).results().mapToInt(MatchResult::end).max().orElse(0);
        var word = WORD.matcher(room).results().mapToInt(MatchResult::end).max().orElse(0);
        var end = sentence > room.length() / 3 ? sentence : word > 0 ? word : room.length();
        return room.substring(0, end) + MARK;
    }

    /// A character of two chars is not cut in two.
    private static int whole(String text, int end) {
        return Character.isHighSurrogate(text.charAt(end - 1)) ? Math.max(0, end - 1) : end;
    }
}
