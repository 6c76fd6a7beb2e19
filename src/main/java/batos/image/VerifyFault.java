package batos.image;

/// What a verification found to be wrong.
///
/// @param part what it is wrong with
/// @param what one line, which may name the next command
public record VerifyFault(Part part, String what) {
    public enum Part {
        /// The end of the journal, as found at opening.
        JOURNAL,
        /// The objects of the present.
        HEAP,
        /// A commit of the past: only the way back.
        COMMIT,
        /// The full state from which a lost heap would be rebuilt.
        BASE,
        SNAPSHOT
    }

    @Override
    public String toString() {
        return what;
    }
}
