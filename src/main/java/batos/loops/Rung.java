package batos.loops;

import batos.council.TurnSignal;
import batos.image.Cause;
import java.util.List;
import java.util.function.Consumer;

/// One way to change the system when trouble on a theme lasts: new tools, better models, another
/// codex. The rungs are handed to [Climb] in their order where the house is put together; the climb
/// tries the next one only after the one below was tried and its effect was measured.
public interface Rung {
    /// One word, for example `strategic`. It stands in events and in what the image keeps.
    String name();

    /// So many troubled turns on one theme must have been counted before this rung is tried.
    int after();

    /// Tries it. The climb calls this on the thread of the turn, after the turn was archived, with
    /// the cause of the turn: commits made here are part of the same deed. Long work starts here
    /// and goes on elsewhere; [#progress] then tells its progress.
    Attempt attempt(ThemeTrouble trouble, Cause cause, Consumer<TurnSignal> listener);

    /// The progress of an attempt. The climb asks after each turn on the theme.
    ///
    /// @param reference the value of [Attempt.Made#reference()]
    default Progress progress(String reference) {
        return new Progress.InForce();
    }

    /// The trouble that persists.
    ///
    /// @param theme its identity
    /// @param label a few words for reading
    /// @param topic the latest turn's question, with the reason for its dissonance
    /// @param episodes the troubled turns, the oldest first
    /// @param mean their mean dissonance, 0 to 1
    /// @param below the acts of the rungs below and their effects, a line each
    record ThemeTrouble(
            String theme,
            String label,
            String topic,
            List<Long> episodes,
            double mean,
            List<String> below) {
        public ThemeTrouble {
            episodes = List.copyOf(episodes);
            below = List.copyOf(below);
        }
    }

    /// The outcome of an attempt.
    sealed interface Attempt {
        /// Something was done or requested.
        ///
        /// @param what for reading, for example `proposal 1 waits`
        /// @param reference for [Rung#progress], for example `1`
        record Made(String what, String reference) implements Attempt {}

        /// Not now, for example too few examples to learn from. The climb asks again after the next
        /// troubled turn, until the rung above is due as well; then this one counts as tried.
        record Postponed(String why) implements Attempt {}

        /// It cannot be tried here, for example no trainer is installed. It counts as tried.
        record Unavailable(String why) implements Attempt {}

        record Interrupted() implements Attempt {}
    }

    /// The progress of an attempt.
    sealed interface Progress {
        /// It changes nothing yet: a job runs, a proposal waits.
        record Pending() implements Progress {}

        /// It is in force: turns from now on show its effect.
        record InForce() implements Progress {}

        /// It came to nothing, for example the proposal was rejected.
        record CameToNothing(String why) implements Progress {}
    }
}
