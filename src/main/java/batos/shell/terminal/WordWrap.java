package batos.shell.terminal;

import batos.text.DisplayWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/// Breaks lines of text between words, where a terminal would break them anywhere. Text comes in
/// pieces; the last word of a piece is held back until it is known where it ends.
final class WordWrap {
    static final int NARROWEST = 20;

    private final IntSupplier width;
    private final Supplier<ColourTheme> theme;
    private final List<Run> word = new ArrayList<>();
    private final List<Run> ready = new ArrayList<>();
    private int wordColumns;
    private int gap;
    private int column;

    /// Text of one colour.
    private record Run(Style ink, StringBuilder text) {
        static void append(List<Run> runs, Style ink, CharSequence text) {
            if (runs.isEmpty() || runs.getLast().ink != ink) {
                runs.add(new Run(ink, new StringBuilder()));
            }
            runs.getLast().text.append(text);
        }
    }

    /// @param width columns of the terminal, asked at each word; fewer than [#NARROWEST] are none
    /// @param theme asked when text is coloured
    WordWrap(IntSupplier width, Supplier<ColourTheme> theme) {
        this.width = width;
        this.theme = theme;
    }

    /// One of the same width that has printed nothing yet.
    WordWrap fresh() {
        return new WordWrap(width, theme);
    }

    /// The text that can be printed now.
    ///
    /// @param clean text without controls but line ends and tabs
    String take(Style ink, String clean) {
        feed(ink, clean);
        return inked();
    }

    /// All of a text; the next piece begins a line.
    String whole(Style ink, String clean) {
        feed(ink, clean);
        return end();
    }

    private void feed(Style ink, String clean) {
        var start = 0;
        for (int i = 0; i < clean.length(); i++) {
            var c = clean.charAt(i);
            if (c == ' ' || c == '\n') {
                hold(ink, clean.substring(start, i));
                start = i + 1;
                place();
                if (c == ' ') {
                    gap++;
                } else {
                    begin(ink);
                    gap = 0;
                }
            }
        }
        hold(ink, clean.substring(start));
    }

    /// The rest that is still held back. The next piece begins a line.
    String end() {
        place();
        column = 0;
        gap = 0;
        return inked();
    }

    private void hold(Style ink, String part) {
        if (!part.isEmpty()) {
            Run.append(word, ink, part);
            wordColumns += DisplayWidth.of(part);
        }
    }

    private void place() {
        if (word.isEmpty()) {
            return;
        }
        var ink = word.getFirst().ink;
        var columns = width.getAsInt();
        if (columns >= NARROWEST && column > 0 && column + gap + wordColumns > columns) {
            begin(ink);
        } else {
            Run.append(ready, ink, " ".repeat(gap));
            column += gap;
        }
        word.forEach(run -> Run.append(ready, run.ink, run.text));
        column += wordColumns;
        gap = 0;
        word.clear();
        wordColumns = 0;
    }

    private void begin(Style ink) {
        Run.append(ready, ink, "\n");
        column = 0;
    }

    private String inked() {
        var out = new StringBuilder();
        ready.forEach(run -> out.append(run.ink.on(theme.get(), run.text.toString())));
        ready.clear();
        return out.toString();
    }
}
