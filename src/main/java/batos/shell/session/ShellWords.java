package batos.shell.session;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Splits a command line as a POSIX shell does, without any expansion: single quotes keep all,
/// double quotes keep all but `\"` and `\\`, a backslash outside quotes keeps the next character.
final class ShellWords {
    /// Commands whose last words are an expression of the language.
    private static final Pattern EXPRESSION =
            Pattern.compile(
                    "(?s)((?:eval|inspect|image\\s+at\\s+\\S+|debug\\s+(?:eval|resume|return|edit))"
                            + "(?:\\s+--?[a-z]+(?:[ =]\\d+)?)*)\\s+(.*\\S)\\s*");

    private ShellWords() {}

    /// The words of a command; an expression of the language at its end is one word, with its
    /// quotes, behind a `--`.
    ///
    /// @throws Trouble when a quote is not closed
    static List<String> ofCommand(String line) {
        var matcher = EXPRESSION.matcher(line.strip());
        if (!matcher.matches() || matcher.group(2).startsWith("--")) {
            return of(line);
        }
        var words = new ArrayList<>(of(matcher.group(1)));
        words.add("--");
        words.add(matcher.group(2));
        return words;
    }

    /// @throws Trouble when a quote is not closed
    static List<String> of(String line) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        var begun = false;
        for (var i = 0; i < line.length(); i++) {
            var c = line.charAt(i);
            switch (c) {
                case '\'', '"' -> {
                    i = quoted(line, i, word);
                    begun = true;
                }
                case '\\' -> {
                    if (i + 1 < line.length()) {
                        word.append(line.charAt(++i));
                    }
                    begun = true;
                }
                default -> {
                    if (!Character.isWhitespace(c)) {
                        word.append(c);
                        begun = true;
                    } else if (begun) {
                        words.add(word.toString());
                        word.setLength(0);
                        begun = false;
                    }
                }
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }

    /// Answers where the closing quote is.
    private static int quoted(String line, int open, StringBuilder word) {
        var quote = line.charAt(open);
        for (var i = open + 1; i < line.length(); i++) {
            var c = line.charAt(i);
            if (c == quote) {
                return i;
            }
            if (quote == '"'
                    && c == '\\'
                    && i + 1 < line.length()
                    && "\"\\".indexOf(line.charAt(i + 1)) >= 0) {
                word.append(line.charAt(++i));
            } else {
                word.append(c);
            }
        }
        throw new CommandFailure(
                ExitCode.USAGE, "the quote at column " + (open + 1) + " is not closed: " + line);
    }
}
