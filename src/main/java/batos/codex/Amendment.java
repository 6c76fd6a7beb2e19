package batos.codex;

import java.time.Instant;

/// A codex that came into force at some time.
///
/// @param number counted from 1; 0 is the codex this home began with
/// @param way how it came
/// @param proposal the proposal's number, or 0
/// @param target the key that changed, or [Proposal#ROLLBACK]
/// @param from hash of the codex before, empty for the first
/// @param to hash of the codex that came into force
/// @param text the codex that came into force, whole
public record Amendment(
        int number,
        Instant at,
        Way way,
        int proposal,
        String target,
        String from,
        String to,
        String text) {
    public enum Way {
        ADOPTED,
        APPROVED,
        ROLLED_BACK,
        RATIFIED,
        /// A damaged ledger gave way to a new one, which began with the codex that the image knew.
        RENEWED
    }
}
