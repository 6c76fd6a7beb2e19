package batos.shell.session;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Finds a line that was typed where an expression is expected, but reads as a sentence or as a
/// command without its slash. Only a line whose first word names nothing in the image is looked at,
/// so that no expression that means something is ever taken for talk.
final class SentenceDetector {
    private static final Pattern APOSTROPHE = Pattern.compile("\\p{L}+'\\p{L}+\\b");
    private static final Pattern FIRST = Pattern.compile("\\s*(\\p{L}[\\p{L}\\p{N}_]*)");
    private static final Pattern SENTENCE =
            Pattern.compile("(?:[\\p{L}'’-]+[,;]?\\s+){2,}[\\p{L}'’-]+\\s*[.!…]*");

    private SentenceDetector() {}

    /// The advice in place of evaluating the line; empty where it may be an expression.
    ///
    /// @param named whether a word names something in the image
    /// @param command whether a word is a command
    static Optional<String> in(String line, Predicate<String> named, Predicate<String> command) {
        var text = line.strip();
        var first = FIRST.matcher(text);
        if (!first.lookingAt() || text.contains("\n") || named.test(first.group(1))) {
            return Optional.empty();
        }
        var word = first.group(1);
        if (word.equals("batos") && command.test(second(text))) {
            return Optional.of("this is the prompt of batos. Next: /" + rest(text));
        }
        if (command.test(word) && !text.endsWith("?") && (text.equals(word) || isSentence(text))) {
            return Optional.of(
                    "nothing is named %s; commands begin with a slash. Next: /%s"
                            .formatted(word, text));
        }
        return text.endsWith("?") || isSentence(text)
                ? Optional.of(
                        "nothing is named %s, and this reads like a sentence. Next: @ %s"
                                .formatted(word, text))
                : Optional.empty();
    }

    private static String rest(String text) {
        return text.substring("batos".length()).strip();
    }

    private static String second(String text) {
        return rest(text).split("\\s", 2)[0];
    }

    /// Three words or more, or an apostrophe within a word, which would open a string.
    private static boolean isSentence(String text) {
        return SENTENCE.matcher(text).matches()
                || (APOSTROPHE.matcher(text).lookingAt()
                        && text.chars().filter(letter -> letter == '\'').count() % 2 == 1);
    }
}
