package batos.codex;

import java.time.Instant;

/// The state of a proposal. Only [Waiting] ones can be approved.
public sealed interface ProposalState {
    /// Being deliberated, not yet put to the Architect.
    record Draft() implements ProposalState {}

    record Waiting() implements ProposalState {}

    /// The codex it was written against is no longer in force; it can be rebased.
    ///
    /// @param inForce the hash of the codex that is
    record Stale(String inForce) implements ProposalState {}

    /// @param amendment the number of the amendment it became
    record Approved(Instant at, int amendment) implements ProposalState {}

    record Rejected(Instant at, String because) implements ProposalState {}

    record Withdrawn(Instant at, String by) implements ProposalState {}

    /// @param by the number of the proposal that took its place
    record Superseded(Instant at, int by) implements ProposalState {}

    /// The image's word on a proposal that this home's ledger does not know, or knows with another
    /// text: it came from another home, or was altered. It decides nothing here.
    ///
    /// @param state the state it claims, as [#word()] has it
    record Claimed(String state) implements ProposalState {}

    default String word() {
        return switch (this) {
            case Draft _ -> "draft";
            case Waiting _ -> "waiting";
            case Stale _ -> "stale";
            case Approved _ -> "approved";
            case Rejected _ -> "rejected";
            case Withdrawn _ -> "withdrawn";
            case Superseded _ -> "superseded";
            case Claimed _ -> "claimed";
        };
    }
}
