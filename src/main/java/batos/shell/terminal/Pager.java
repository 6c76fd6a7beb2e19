package batos.shell.terminal;

import batos.text.DisplayWidth;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.UnaryOperator;
import org.jline.utils.AttributedString;

/// Shows a text screen by screen, and knows whether all of it was on the screen.
///
/// @param rows of the terminal, asked again for each text; none counts as 24
/// @param columns likewise; none counts as 80
/// @param ask puts a question to the person and answers the typed text
/// @param typed gets a line that was typed in place of an answer: it ends the text, and is meant
///   for the prompt
public record Pager(
        IntSupplier rows, IntSupplier columns, UnaryOperator<String> ask, Consumer<String> typed) {
    private static final String MORE = "--More-- (Enter goes on, q ends) ";

    /// The rows that the lines after a text take: the next line, and the prompt.
    private static final int KEPT = 4;

    /// @param text lines as the terminal gets them, colours included
    /// @param print prints some of the lines, their last end included
    /// @return whether the last line was shown
    public boolean show(String text, Consumer<String> print) {
        int high = Math.max(6, rows.getAsInt() > 0 ? rows.getAsInt() : 24) - KEPT;
        int left = high;
        var page = new StringBuilder();
        for (var line : text.split("\n", -1)) {
            int needed = height(line);
            if (needed > left && !page.isEmpty()) {
                print.accept(page.toString());
                page.setLength(0);
                var answer = ask.apply(MORE).strip();
                if (!answer.isEmpty()) {
                    if (!answer.equalsIgnoreCase("q")) {
                        typed.accept(answer);
                    }
                    return false;
                }
                left = high;
            }
            page.append(line).append('\n');
            left -= needed;
        }
        print.accept(page.toString());
        return true;
    }

    private int height(String line) {
        int wide = columns.getAsInt() > 0 ? columns.getAsInt() : 80;
        return Math.max(1, Math.ceilDiv(DisplayWidth.of(AttributedString.stripAnsi(line)), wide));
    }
}
