package batos.mind;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// The present activity of the minds of this process, for the face that shows it while a call runs.
/// Written by the thread of the call, read by any thread; with calls side by side the latest change
/// is shown. Nothing of it is recorded, and no decision depends on it.
public final class MindActivity {
    private volatile State state = new State.Idle();

    /// What a call is waiting for. Moments are those of [System#nanoTime()].
    sealed interface State {
        record Idle() implements State {}

        /// Other models keep the memory busy.
        record Queued(String model, long since) implements State {}

        /// The server loads the model and reads the prompt; it tells no difference.
        ///
        /// @param tokens of the prompt, estimated
        /// @param expected how long that took so far on this server; zero where it is not known
        record Reading(String model, int tokens, Duration expected, long since) implements State {}

        record Speaking(String model, int tokens, long since) implements State {}
    }

    void is(State now) {
        state = now;
    }

    /// In words, for example `reads 480 tokens of prompt (12 of about 40 s)`; empty when idle.
    public String line() {
        return switch (state) {
            case State.Idle() -> "";
            case State.Queued(var model, var since) ->
                    "waits %d s for %s's turn".formatted(seconds(since), model);
            case State.Reading(var model, var tokens, var expected, var since) ->
                    expected.isZero()
                            ? "%s loads, or reads about %d tokens of prompt (%d s)"
                                    .formatted(model, tokens, seconds(since))
                            : "%s reads about %d tokens of prompt (%d of about %d s)"
                                    .formatted(
                                            model,
                                            tokens,
                                            seconds(since),
                                            Math.max(1, expected.toSeconds()));
            case State.Speaking(var model, var tokens, var since) ->
                    "%s speaks (%d tokens, %s a second)"
                            .formatted(model, tokens, rate(tokens, since));
        };
    }

    private static long seconds(long since) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
    }

    private static String rate(int tokens, long since) {
        var seconds = Math.max(0.001, (System.nanoTime() - since) / 1e9);
        return String.format(Locale.ROOT, "%.1f", tokens / seconds);
    }
}
