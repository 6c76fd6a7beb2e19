package batos.loops.strategic;

import java.util.List;

/// The result of a look through the answers.
///
/// @param golden in order of time
/// @param rejected with reasons
/// @param unverified answers that nothing speaks for or against: a word of the Architect decides
public record Curation(
        List<GoldenExample> golden, List<Rejected> rejected, List<AnswerRecord> unverified) {
    public Curation {
        golden = List.copyOf(golden);
        rejected = List.copyOf(rejected);
        unverified = List.copyOf(unverified);
    }

    /// @param what the beginning of the question, or nothing where that may not be shown
    public record Rejected(long episode, String what, String why) {}
}
