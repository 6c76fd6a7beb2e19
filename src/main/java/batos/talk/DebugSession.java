package batos.talk;

import batos.image.Cause;
import java.util.List;
import java.util.Optional;

/// A computation stopped at an error, on its own thread with its whole stack. Each way of going on
/// answers how the evaluation then ended; once it has gone on, the handle is spent.
public interface DebugSession {
    Fault fault();

    /// Of the evaluation it belongs to, and of whatever that commits itself.
    Cause cause();

    /// The stack, innermost first, numbered from 0, with arguments and temporaries.
    List<Fault.StackLine> stack();

    /// The source of the frame's method, the statement it is at marked by a caret.
    String source(int frame);

    /// The text of the frame's method; empty for a line that was typed.
    String method(int frame);

    /// Compiles a method and goes on with it: another text of the frame's method, which begins
    /// again, or the method that was missed, whose message is sent again.
    Evaluation edit(String source, int frame, Cause cause);

    /// The message that was not understood, if that has stopped it.
    Optional<UnansweredMessage> missed();

    /// The reason why a text is not the missing method; empty where it is.
    Optional<String> misfit(String source);

    /// Evaluates in the frame (its variables, its `self`), inside the parked transaction.
    Evaluation evaluate(String source, int frame);

    /// The message that failed answers the expression's value, and the computation goes on.
    Evaluation resume(String expression);

    /// The frame returns the expression's value to its sender.
    Evaluation returned(String expression, int frame);

    /// Runs the frame's method again from its start, in its present version, with the same
    /// arguments.
    Evaluation restart(int frame);

    /// Sends the failed message again.
    Evaluation retry();

    /// Unwinds, running `ensure:` blocks; no trace is left in the image.
    void abandon();
}
