package batos.shell.session;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// `x?`: a question about an object, in place of an expression.
final class HelpQuestion {
    private static final Pattern QUESTION = Pattern.compile("\\s*([^?\n]*[^?\\s])\\s*\\?\\??\\s*");
    private static final Pattern FIRST = Pattern.compile("\\p{L}[\\p{L}\\p{N}_]*");

    private HelpQuestion() {}

    /// The expression that is asked about; nothing where the line is something else, for example a
    /// sentence: its first word names nothing in the image.
    ///
    /// @param named whether a word names something in the image
    static Optional<String> in(String line, Predicate<String> named) {
        var question = QUESTION.matcher(line);
        if (!question.matches()) {
            return Optional.empty();
        }
        var expression = question.group(1);
        var first = FIRST.matcher(expression);
        return first.lookingAt() && !named.test(first.group())
                ? Optional.empty()
                : Optional.of(expression);
    }
}
