package batos.config;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Features of a text that could keep a reader from seeing it as it is: runs of blank lines or
/// spaces that push a part of it out of sight, characters that show nothing, and words that look
/// like others.
public final class TextHazards {
    /// More empty lines in a row than a paragraph needs.
    public static final int MOST_BLANK_LINES = 2;

    private static final int MOST_SPACES = 20;
    private static final int MOST_NAMED = 8;
    private static final Pattern BLANK_LINES = Pattern.compile("\n(?:[ \t]*\n){3,}");
    private static final Pattern SPACES = Pattern.compile("[ \t\u00a0]{" + MOST_SPACES + ",}");

    private TextHazards() {}

    /// One line for each hazard, worded to stand alone; empty for an ordinary text.
    public static List<String> of(String text) {
        var found = new ArrayList<String>();
        BLANK_LINES
                .matcher(text)
                .results()
                .mapToLong(run -> run.group().chars().filter(c -> c == '\n').count() - 1)
                .mapToObj(lines -> "It holds " + lines + " blank lines in a row.")
                .forEach(found::add);
        SPACES.matcher(text)
                .results()
                .filter(run -> run.end() < text.length() && text.charAt(run.end()) != '\n')
                .map(run -> "It holds " + run.group().length() + " spaces in a row.")
                .forEach(found::add);
        var unseen = CodexText.unseen(text);
        if (!unseen.isEmpty()) {
            found.add(
                    "It holds characters that cannot be seen: "
                            + unseen.stream()
                                    .limit(MOST_NAMED)
                                    .map("U+%04X"::formatted)
                                    .collect(Collectors.joining(", "))
                            + ".");
        }
        var alike = Confusables.load().in(text);
        if (!alike.isEmpty()) {
            found.add(
                    "Letters of other alphabets that look like those of this one: "
                            + alike.stream().limit(MOST_NAMED).collect(Collectors.joining("; "))
                            + (alike.size() > MOST_NAMED
                                    ? "; and %d words more".formatted(alike.size() - MOST_NAMED)
                                    : "")
                            + ".");
        }
        return found;
    }
}
