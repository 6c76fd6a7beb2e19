package batos.talk;

import java.time.Duration;

/// The limits of one evaluation. Read again for each evaluation, so that settings are live.
///
/// @param steps method activations and loop turns; 0 for no bound
/// @param time wall clock; zero for no bound
/// @param memory bytes of live heap that the evaluation may add; 0 for no bound but the process's
/// @param depth frames on the stack, at most 1,000,000
public record Limits(long steps, Duration time, long memory, int depth) {
    public static final Limits GENEROUS = new Limits(0, Duration.ZERO, 0, 200_000);
}
