package batos.text;

/// The two parts of a message: what is wrong, and the command to type next. Messages of batos are
/// written `cause. Next: step`; this is the one place that takes them apart.
///
/// @param cause without the full stop at its end
/// @param step empty where the message names none
public record NextStep(String cause, String step) {
    private static final String MARK = " Next: ";

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
