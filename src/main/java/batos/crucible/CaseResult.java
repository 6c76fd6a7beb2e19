package batos.crucible;

import java.util.List;

/// The outcome of a [Case].
public sealed interface CaseResult {
    /// Every assertion held.
    ///
    /// @param calls the calls with their outcomes, as far as both are JSON
    /// @param assertions how many assertions the script made
    record Held(List<Call> calls, int assertions) implements CaseResult {
        public Held {
            calls = List.copyOf(calls);
        }
    }

    /// An assertion did not hold, or the source broke under the script.
    ///
    /// @param raised whether a variant of the source raised an exception of its own, which says
    ///   nothing about the script's assertions
    record Fell(String why, String traceback, boolean raised) implements CaseResult {
        Fell(String why, String traceback) {
            this(why, traceback, false);
        }

        static Fell raised(String why) {
            return new Fell("the source raised " + why, "", true);
        }
    }

    /// The source was killed, or broke the framing; or there is no crucible.
    record Broke(Verdict verdict) implements CaseResult {}

    /// @param arguments a JSON object as text
    /// @param result a JSON document
    record Call(String function, String arguments, String result) {}
}
