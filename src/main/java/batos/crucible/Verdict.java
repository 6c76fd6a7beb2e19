package batos.crucible;

import java.time.Duration;

/// How a trial ended. Only the host decides it; the tried code never reports about itself. All
/// texts are free of terminal controls, and are data from an untrusted source.
public sealed interface Verdict {
    /// @param result the returned value, one JSON document
    /// @param printed what it printed, capped
    record Survived(String result, String printed, Duration took) implements Verdict {}

    record Failed(String error, String traceback, String printed) implements Verdict {}

    record Killed(Limit limit, String detail) implements Verdict {}

    /// It broke the framing between host and interpreter.
    record Violated(String detail) implements Verdict {}

    /// @param next what the Architect can type or install
    record Unavailable(String why, String next) implements Verdict {}

    enum Limit {
        WALL_CLOCK,
        MEMORY,
        OUTPUT,
        PROCESSES
    }
}
