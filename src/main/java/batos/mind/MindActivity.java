package batos.mind;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// The present activity of the minds of this process, for the face that shows it while a call runs.
/// Written by the thread of the call, read by any thread; with calls side by side the latest change
/// is shown. Nothing of it is recorded, and no decision depends on it.
public final class MindActivity {
    private volatile State state = new State.Idle();
    private volatile Weights weights = Weights.UNKNOWN;

    /// Whether the weights of the model of the call are in the server's memory. Most servers do not
    /// tell.
    enum Weights {
        UNKNOWN,
        ABSENT,
        LOADED
    }

    /// The work that a call waits for. Moments are those of [System#nanoTime()].
    sealed interface State {
        record Idle() implements State {}

        /// Other models keep the memory busy.
        record Queued(String model, long since) implements State {}

        /// A server is started for the model and reads its file.
        record Loading(String model, long since) implements State {}

        /// The server reads the prompt, and loads the model first where that is not in memory: it
        /// tells no difference.
        ///
        /// @param tokens of the prompt, estimated
        /// @param expected how long that took so far on this server; zero where it is not known
        record Reading(String model, int tokens, Duration expected, Weights weights, long since)
                implements State {}

        record Speaking(String model, int tokens, long since) implements State {}
    }

    void is(State now) {
        state = now;
    }

    /// Notes whether the model of the next call is in the server's memory.
    void weights(Weights found) {
        weights = found;
    }

    Weights weights() {
        return weights;
    }

    /// In words, for example `reads 480 tokens of prompt (12 of about 40 s)`; empty when idle.
    public String line() {
        return switch (state) {
            case State.Idle() -> "";
            case State.Queued(var model, var since) ->
                    "waits %d s for %s's turn".formatted(seconds(since), model);
            case State.Loading(var model, var since) ->
                    "%s is loaded (%d s)".formatted(model, seconds(since));
            case State.Reading reading -> reads(reading);
            case State.Speaking(var model, var tokens, var since) ->
                    "%s speaks (%d tokens, %s a second)"
                            .formatted(model, tokens, rate(tokens, since));
        };
    }

    private static String reads(State.Reading reading) {
        var seconds = seconds(reading.since());
        var first =
                switch (reading.weights()) {
                    case UNKNOWN -> reading.expected().isZero() ? "loads, or reads" : "reads";
                    case ABSENT -> "loads, then reads";
                    case LOADED -> "reads";
                };
        var wait =
                reading.expected().isZero()
                        ? seconds + " s"
                        : String.format(
                                Locale.ROOT,
                                "%d of about %d s, %.1f tokens a second",
                                seconds,
                                Math.max(1, reading.expected().toSeconds()),
                                reading.tokens() / (reading.expected().toNanos() / 1e9));
        return "%s %s about %d tokens of prompt (%s)"
                .formatted(reading.model(), first, reading.tokens(), wait);
    }

    private static long seconds(long since) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
    }

    private static String rate(int tokens, long since) {
        var seconds = Math.max(0.001, (System.nanoTime() - since) / 1e9);
        return String.format(Locale.ROOT, "%.1f", tokens / seconds);
    }
}
