package batos.crucible;

import java.time.Duration;

/// The outcome of a trial. Only the host decides it; the tried code never reports about itself. All
/// texts are free of terminal controls, and are data from an untrusted source.
public sealed interface Verdict {
    /// @param result the returned value, one JSON document
    /// @param printed its output, capped
    record Survived(String result, String printed, Duration took) implements Verdict {}

    /// It raised, or its result is not JSON.
    ///
    /// @param error the exception's class and message, for example `ValueError: empty`
    /// @param traceback its frames within the source, the innermost last
    record Failed(String error, String traceback, String printed) implements Verdict {
        /// The exception's class, for example `ValueError`.
        public String type() {
            int colon = error.indexOf(':');
            return colon < 0 ? error : error.substring(0, colon);
        }
    }

    record Killed(Limit limit, String detail) implements Verdict {}

    /// It broke the framing between host and interpreter, or left without an answer.
    record Violated(String detail) implements Verdict {}

    /// The calling thread was interrupted; its flag is set again.
    record Interrupted() implements Verdict {}

    /// @param next a command for the Architect to type or install
    record Unavailable(String why, String next) implements Verdict {}

    enum Limit {
        WALL_CLOCK,
        MEMORY,
        OUTPUT,
        PROCESSES
    }

    /// The verdict and the next step, in one or a few lines.
    default String words() {
        return switch (this) {
            case Survived survived -> survived.result();
            case Failed failed ->
                    failed.error()
                            + (failed.traceback().isEmpty() ? "" : "\n" + failed.traceback())
                            + (failed.printed().isEmpty() ? "" : "\nprinted: " + failed.printed());
            case Killed(Limit limit, String detail) ->
                    switch (limit) {
                        case WALL_CLOCK -> "killed by the wall clock: " + detail;
                        case MEMORY -> "killed for its memory: " + detail;
                        case OUTPUT -> "killed for its output: " + detail;
                        case PROCESSES -> "killed for its processes: " + detail;
                    };
            case Violated(String detail) ->
                    "broke the framing of the crucible: " + detail + ". Do not trust this code";
            case Interrupted _ -> "interrupted";
            case Unavailable(String why, String next) -> why + ". Next: " + next;
        };
    }
}
