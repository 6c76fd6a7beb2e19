package batos.council;

/// As much of a text as a prompt has room for.
final class Excerpt {
    private static final String MARK = " […]";

    private Excerpt() {}

    /// The text, or its beginning up to the end of a sentence, else of a word, with a mark.
    ///
    /// @param most characters, the mark included
    static String of(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        var room = text.substring(0, Math.max(1, most - MARK.length()));
        var sentence =
                Math.max(
                        room.lastIndexOf(". "),
                        Math.max(room.lastIndexOf("! "), room.lastIndexOf("? ")));
        var word = room.lastIndexOf(' ');
        var end = sentence > room.length() / 3 ? sentence + 1 : word > 0 ? word : room.length();
        return room.substring(0, end) + MARK;
    }
}
