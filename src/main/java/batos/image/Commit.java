package batos.image;

import java.time.Instant;
import java.util.List;

/// An acknowledged change: durable, ordered, undoable.
///
/// @param number from 1, without gaps
/// @param touched the objects written or removed
/// @param root the root hash of the state after it
public record Commit(long number, Cause cause, Instant at, List<Oid> touched, String root) {
    public Commit {
        touched = List.copyOf(touched);
    }
}
