package batos.image;

/// The condition of the image at opening.
public sealed interface OpenOutcome {
    /// There was none; now there is an empty one.
    record Created() implements OpenOutcome {}

    /// It had been closed properly.
    record Clean() implements OpenOutcome {}

    /// The last owner ended without closing it.
    ///
    /// @param commits how many were done again from the journal
    /// @param torn bytes of an unacknowledged record that were cut off the journal's end
    /// @param how other repairs, in words, or the empty string
    record Recovered(long commits, long millis, long torn, String how) implements OpenOutcome {}

    /// The journal is damaged: the image is readable as it was after commit `last`, and refuses
    /// commits.
    ///
    /// @param where segment and offset of the damage
    record Damage(long last, String where, String next) implements OpenOutcome {}

    /// The disk cannot be written: everything can be read, nothing committed.
    ///
    /// @param why the reason, with the folder
    record ReadOnly(long last, String why) implements OpenOutcome {}

    /// Whether commits are refused.
    default boolean isReadOnly() {
        return switch (this) {
            case Created _, Clean _, Recovered _ -> false;
            case Damage _, ReadOnly _ -> true;
        };
    }

    /// One line for the Architect; empty when there is nothing to say.
    default String line() {
        return switch (this) {
            case Created c -> "";
            case Clean c -> "";
            case Recovered(var commits, var millis, var torn, var how) ->
                    "recovered %d commit%s in %.1f s after an unclean end%s%s"
                            .formatted(
                                    commits,
                                    commits == 1 ? "" : "s",
                                    millis / 1000.0,
                                    torn > 0
                                            ? "; %d bytes of an unacknowledged commit cut off"
                                                    .formatted(torn)
                                            : "",
                                    how.isEmpty() ? "" : "; " + how);
            case Damage(var last, var where, var next) ->
                    "damaged: %s. Read only, as after commit %d. Next: %s"
                            .formatted(where, last, next);
            case ReadOnly(var last, var why) ->
                    "read only, as after commit %d: %s. Next: make the home writable, or batos --home of another"
                            .formatted(last, why);
        };
    }
}
