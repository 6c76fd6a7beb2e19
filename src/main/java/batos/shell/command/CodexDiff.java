package batos.shell.command;

import batos.config.TextHazards;
import batos.shell.terminal.Printer;
import batos.shell.terminal.Style;
import batos.text.WordDiff;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A change of the codex as the Architect sees it: removed text stands in `[- -]` and new text in
/// `{+ +}`, in colours where there are any. Characters that could be misread are named besides.
final class CodexDiff {
    private static final Pattern BLANK_LINES = Pattern.compile("\n(?:[ \t]*\n){3,}");
    private static final List<String> MARKS = List.of("[-", "-]", "{+", "+}");

    private final Printer out;

    CodexDiff(Printer out) {
        this.out = out;
    }

    /// The whole of one text, for a change of one key.
    void words(String before, String after) {
        for (var piece : WordDiff.between(before, after).pieces()) {
            out.piece(ink(piece.sort()), marked(piece.sort(), piece.text()));
        }
        out.freshLine();
        if (!before.equals(after) && words(before).equals(words(after))) {
            out.say("only white space differs");
        }
        warn(before, after);
    }

    /// The lines in which words differ, below the table they stand in, for a change of the file.
    void lines(String before, String after) {
        var lines = new Lines();
        for (var piece : WordDiff.between(plain(before), plain(after)).pieces()) {
            for (var part : piece.text().splitWithDelimiters("\n", -1)) {
                if (part.equals("\n")) {
                    lines.end();
                } else if (!part.isEmpty()) {
                    lines.add(new WordDiff.Piece(piece.sort(), part));
                }
            }
        }
        lines.end();
        if (!before.equals(after) && !lines.told) {
            out.say(
                    plain(before).equals(plain(after))
                            ? "only the line ends differ"
                            : "only white space differs");
        }
        warn(plain(before), plain(after));
    }

    private static String plain(String text) {
        return text.replace("\r\n", "\n");
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+", -1));
    }

    private final class Lines {
        private final List<WordDiff.Piece> line = new ArrayList<>();
        private String table = "";
        private boolean told;

        void add(WordDiff.Piece part) {
            line.add(part);
        }

        void end() {
            var text = line.stream().map(WordDiff.Piece::text).collect(Collectors.joining());
            if (line.stream().anyMatch(part -> part.sort() != WordDiff.Sort.SAME)) {
                if (!table.isEmpty()) {
                    out.say(Style.FAINT, table);
                }
                line.forEach(part -> out.piece(ink(part.sort()), marked(part.sort(), part.text())));
                out.freshLine();
                table = "";
                told = true;
            } else if (text.startsWith("[")) {
                table = text;
            }
            line.clear();
        }
    }

    /// Says what the eye would take for something else.
    private void warn(String before, String after) {
        if (MARKS.stream().anyMatch(mark -> before.contains(mark) || after.contains(mark))) {
            out.say(
                    Style.BAD,
                    "The text itself holds marks such as [- and +}. With the change it reads:");
            out.say(quoted(after, before));
        }
        TextHazards.of(after).forEach(line -> out.say(Style.BAD, line));
    }

    /// Blank lines beyond what a paragraph needs as one line that counts them: they would push the
    /// text before them off the screen.
    static String counted(String text) {
        return BLANK_LINES
                .matcher(text)
                .replaceAll(run -> "\n(" + (run.group().lines().count() - 1) + " blank lines)\n");
    }

    /// The lines of a text that are not in the other.
    private static String quoted(String text, String other) {
        var known = other.lines().collect(Collectors.toCollection(LinkedHashSet::new));
        return text.lines()
                .filter(line -> !known.contains(line))
                .map(line -> "  | " + line)
                .collect(Collectors.joining("\n"));
    }

    private static Style ink(WordDiff.Sort sort) {
        return switch (sort) {
            case SAME -> Style.PLAIN;
            case GONE -> Style.BAD;
            case NEW -> Style.GOOD;
        };
    }

    private static String marked(WordDiff.Sort sort, String whole) {
        var text = counted(whole);
        return switch (sort) {
            case SAME -> text;
            case GONE -> "[-" + text + "-]";
            case NEW -> "{+" + text + "+}";
        };
    }
}
