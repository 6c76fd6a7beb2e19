package batos.talk;

import batos.image.ImageFault;
import batos.talk.bind.Proxy;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The outcome of an evaluation.
public sealed interface Evaluation {
    /// It ran to its end, and its changes are committed.
    ///
    /// @param printed the text of `printNl`, without the line's end
    /// @param displayed the text of `displayNl`
    /// @param expression whether the last thing was an expression whose value is worth showing (not
    ///   an assignment, a definition, or nothing at all)
    /// @param committed the number of the image's latest commit
    /// @param proxy the value, if it is a live object
    record Done(
            String printed,
            String displayed,
            boolean expression,
            long committed,
            @Nullable Proxy proxy)
            implements Evaluation {}

    /// An error that nothing handled. The computation is parked: it waits until a command says how
    /// to go on, or is abandoned. Nothing is committed yet.
    record Unhandled(Fault fault, DebugSession parked) implements Evaluation {}

    /// Stopped by [Talk#interrupt()] or the caller's interruption; it leaves no trace but its own
    /// earlier commits.
    record Interrupted() implements Evaluation {}

    /// It reached a limit; it leaves no trace but its own earlier commits.
    ///
    /// @param which `steps`, `time`, `memory` or `depth`
    /// @param used steps, milliseconds, bytes or frames; 0 where they were not counted
    /// @param allowed in the same unit; 0 where the process itself was the limit
    record OverLimit(String which, long used, long allowed) implements Evaluation {
        public String message() {
            return switch (which) {
                case "steps" -> told("%,d steps", allowed, "steps");
                case "time" -> told("%,d s", allowed / 1000, "seconds");
                case "memory" -> told("%,d MB of memory", allowed >> 20, "memory_mb");
                default ->
                        told(
                                allowed == 0 ? "calls within calls" : "%,d calls within calls",
                                allowed,
                                "depth");
            };
        }

        private static String told(String limit, long allowed, String key) {
            return "over the limit of "
                    + limit.formatted(allowed)
                    + ". Next: settings set language."
                    + key
                    + " N";
        }
    }

    /// The text is no Smalltalk.
    ///
    /// @param excerpt the line and, below it, a caret
    /// @param incomplete whether more lines could mend it
    record Misread(
            String message, String origin, int line, int column, String excerpt, boolean incomplete)
            implements Evaluation {
        public String render() {
            return origin + ":" + line + ":" + column + ": " + message + "\n" + excerpt;
        }
    }

    /// The image refused the result (an object cannot persist, or another commit changed the same
    /// object); no trace is left.
    ///
    /// @param refusal why the image refused the commit; empty where it was not the image
    record Uncommitted(String message, Optional<ImageFault.Reason> refusal) implements Evaluation {
        public Uncommitted(String message) {
            this(message, Optional.empty());
        }

        public Uncommitted(ImageFault fault) {
            this(String.valueOf(fault.getMessage()), Optional.of(fault.reason()));
        }
    }
}
