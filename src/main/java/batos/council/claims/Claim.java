package batos.council.claims;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Something that a sentence asserts to have been done or computed.
sealed interface Claim {
    /// A tool was called, or a value was computed.
    ///
    /// @param tool its name, where the sentence has one
    /// @param version 0 where none is named
    /// @param values the results that it names
    /// @param inputs the arguments that it names
    /// @param times how often, 0 where it is not said
    /// @param failed whether it claims a failure
    /// @param about words of the sentence that may occur in the tool's name
    record Computed(
            Optional<String> tool,
            int version,
            List<Token> values,
            List<Token> inputs,
            int times,
            boolean failed,
            Set<String> about)
            implements Claim {}

    /// A tool was made and bound, or the forge gave up.
    ///
    /// @param tests how many passed tests it claims, 0 where it names no number
    record Forged(Optional<String> tool, int version, int tests, boolean failed) implements Claim {}

    /// It claims that a tool is not bound: a claim only where a forge was at work.
    record NotForged(Optional<String> tool) implements Claim {}

    /// Tests passed or failed.
    ///
    /// @param passed how many are said to have passed, -1 where it is not said
    /// @param of how many there are said to be, -1 where it is not said
    record Tested(Optional<String> tool, int passed, int of, boolean failed) implements Claim {}

    /// Something came to mind.
    ///
    /// @param count how many episodes, -1 where it is not said
    /// @param episodes the numbers that are named
    record Recalled(int count, List<Long> episodes) implements Claim {
        /// In place of a count: memory was searched, whatever it held.
        static final int LOOKED = -2;
    }

    /// @param objects how many, -1 where it is not said
    record Saved(int objects, Set<String> about) implements Claim {}

    record Snapshotted(Optional<String> name) implements Claim {}

    /// @param act the section of the verb: `proposed`, `approved`, …, or empty
    /// @param number of the proposal, -1 where it is not said
    record Governed(String act, long number) implements Claim {}

    /// Any other act: sent, deleted, installed. Only a tool with a fitting name can prove it.
    record Acted(Set<String> about) implements Claim {}

    /// `Done.`
    record Something() implements Claim {}
}
