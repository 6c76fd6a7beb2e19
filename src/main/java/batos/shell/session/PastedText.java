package batos.shell.session;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// A text of several lines that came at once: `/` and `@` lines in it are lines of their own, the
/// text between them is one expression each.
public final class PastedText {
    private static final Pattern COMMAND = Pattern.compile("/([a-z]+)(?:\\s.*)?");
    private static final Pattern TALK = Pattern.compile("@(?:\\p{L}+\\s|\\s).*");

    private PastedText() {}

    /// The same, where an expression that makes no sense as a whole is what its lines are, each
    /// with the lines that it needs.
    ///
    /// @param reads whether a text is one piece of the language, or the beginning of one
    /// @return for each input its lines, in their order
    public static List<List<String>> inputs(
            String text, Predicate<String> isCommand, Predicate<String> reads) {
        return inputs(text, isCommand).stream()
                .map(input ->
                        !(InputLine.of(input) instanceof InputLine.ToImage) || reads.test(input)
                                ? List.of(input)
                                : List.of(input.split("\n", -1)))
                .toList();
    }

    /// @param isCommand whether a word is the name of a command
    /// @return the inputs in their order; the text itself where it is one
    public static List<String> inputs(String text, Predicate<String> isCommand) {
        var inputs = new ArrayList<String>();
        var expression = new StringBuilder();
        var goesOn = false;
        for (var line : text.split("\n", -1)) {
            var own = !goesOn && begins(line, isCommand) && isWhole(expression);
            if (own && !expression.isEmpty()) {
                add(inputs, expression);
            }
            expression.append(expression.isEmpty() ? "" : "\n").append(line);
            var isLine = own || goesOn;
            goesOn = isLine && line.stripTrailing().endsWith("\\");
            if (isLine && !goesOn) {
                add(inputs, expression);
            }
        }
        if (!expression.isEmpty()) {
            add(inputs, expression);
        }
        return inputs.isEmpty() ? List.of(text) : inputs;
    }

    private static void add(List<String> inputs, StringBuilder expression) {
        if (!expression.toString().isBlank()) {
            inputs.add(expression.toString());
        }
        expression.setLength(0);
    }

    private static boolean begins(String line, Predicate<String> isCommand) {
        var command = COMMAND.matcher(line.stripTrailing());
        return command.matches()
                ? isCommand.test(command.group(1))
                : TALK.matcher(line.stripTrailing()).matches();
    }

    /// Whether no bracket, string or comment is open at its end.
    private static boolean isWhole(CharSequence text) {
        var depth = 0;
        var quote = '\0';
        for (int i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (quote != '\0') {
                quote = c == quote ? '\0' : quote;
            } else if (c == '$') {
                i++;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if ("([{".indexOf(c) >= 0) {
                depth++;
            } else if (")]}".indexOf(c) >= 0) {
                depth--;
            }
        }
        return depth <= 0 && quote == '\0';
    }
}
