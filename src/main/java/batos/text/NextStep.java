package batos.text;

import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The two parts of a message: the fault, and the command to type next. Messages of batos are
/// written `cause. Next: step`, or with the step on a line of its own; this is the one place that
/// takes them apart.
///
/// @param cause without the full stop at its end
/// @param step empty where the message names none
public record NextStep(String cause, String step) {
    private static final String MARK = " Next: ";

    /// A step, or the way back, to the end of its line.
    private static final Pattern SEGMENT = Pattern.compile("(?:Next|Back)(?:, [^\n:]*)?: [^\n]*");

    private static final String OWN_LINE = "\nNext: ";

    /// Whether a text names a step or a way back.
    public static boolean isNamed(String text) {
        return SEGMENT.matcher(text).find();
    }

    /// A text with its steps and ways back in other words.
    ///
    /// @param words are given each from its `Next` or `Back` to the end of the line
    public static String rewritten(String text, UnaryOperator<String> words) {
        return SEGMENT.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(words.apply(found.group())));
    }

    /// A text without the line with which it ends and names a step.
    public static String withoutLastLine(String text) {
        var at = text.lastIndexOf(OWN_LINE);
        return at < 0 ? text : text.substring(0, at);
    }

    public static NextStep in(String message) {
        var at = message.indexOf(MARK);
        return new NextStep(
                (at < 0 ? message : message.substring(0, at)).replaceFirst("\\.$", ""),
                at < 0 ? "" : message.substring(at + MARK.length()));
    }

    /// The same with this step where it has none.
    public NextStep or(String usual) {
        return step.isEmpty() ? new NextStep(cause, usual) : this;
    }

    /// The message, with a sentence between the cause and the step.
    ///
    /// @param sentence without its full stop; may be empty
    public String with(String sentence) {
        return cause
                + "."
                + (sentence.isEmpty() ? "" : " " + sentence + ".")
                + (step.isEmpty() ? "" : MARK + step);
    }
}
