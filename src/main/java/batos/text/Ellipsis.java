package batos.text;

/// The beginning of a text, where the whole would be too long to show.
public final class Ellipsis {
    private Ellipsis() {}

    /// The text, or its beginning and `…`: at most `most` UTF-16 units in all, and no half of a
    /// character that takes two.
    public static String of(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        var end = Math.max(0, most - 1);
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + "…";
    }

    /// As [#of], on one line: each run of white space becomes one space.
    public static String line(String text, int most) {
        return of(text.replaceAll("\\s+", " ").strip(), most);
    }
}
