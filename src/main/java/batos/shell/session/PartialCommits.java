package batos.shell.session;

import batos.image.Cause;
import batos.image.Commit;

/// The commits that an evaluation which then failed had made by itself (`image commit`, or a
/// message to a persona or a tool), in words.
///
/// @param sentence empty where there is nothing
public record PartialCommits(String sentence) {
    /// @param cause of the evaluation
    public static PartialCommits of(CommandContext context, Cause cause) {
        var image = context.house().image();
        long since = image.now().number() - cause.deed();
        var own =
                image.log(Math.clamp(since, 0, Integer.MAX_VALUE)).stream()
                        .filter(commit -> commit.cause().deed() == cause.deed())
                        .filter(commit -> commit.cause().line().equals(cause.line()))
                        .mapToLong(Commit::number)
                        .summaryStatistics();
        if (own.getCount() == 0) {
            return new PartialCommits("");
        }
        var which =
                own.getCount() == 1
                        ? "commit " + own.getMin()
                        : "commits %d to %d".formatted(own.getMin(), own.getMax());
        return new PartialCommits(
                "what it had committed itself is kept ("
                        + which
                        + "). Next: image undo takes it back");
    }

    /// @param otherwise the sentence where nothing is kept
    public String or(String otherwise) {
        return sentence.isEmpty() ? otherwise : sentence;
    }

    String after(String message) {
        return sentence.isEmpty() ? message : message + "\n" + sentence;
    }
}
