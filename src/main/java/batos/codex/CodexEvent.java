package batos.codex;

import batos.image.Author;

/// A change or finding of the codex, as a face shows it.
public sealed interface CodexEvent {
    /// From the next turn on the four speak by this codex.
    record Amended(Amendment amendment) implements CodexEvent {}

    record Proposed(Proposal proposal) implements CodexEvent {}

    record Drifted(Drift drift) implements CodexEvent {}

    record Refused(Author who, String what) implements CodexEvent {}

    /// The image came back from a state that was lived under another codex than the one in force.
    ///
    /// @param then the amendment that was in force in that state, or -1 for none of here
    record LivedUnderAnother(int then, String hash) implements CodexEvent {}

    /// Start-up found an amendment that was interrupted, and how it ended.
    record Recovered(String what) implements CodexEvent {}

    /// A deliberation was cut off; its draft is there.
    record CutOff(int draft) implements CodexEvent {}

    /// Whether it came about without the Architect asking for it on the line just typed.
    default boolean unasked() {
        return switch (this) {
            case Amended _ -> false;
            case Proposed(var proposal) -> !proposal.author().isArchitect();
            // a settings.toml that is not taken has a report of its own
            case Refused(var who, _) -> !who.isArchitect() && who != Author.Part.FILE;
            case Drifted _, LivedUnderAnother _, Recovered _, CutOff _ -> true;
        };
    }

    /// One line for the prompt.
    default String line() {
        return switch (this) {
            case Amended(var amendment) ->
                    "amendment %d of %s is in force"
                            .formatted(amendment.number(), amendment.target());
            case Proposed(var proposal) ->
                    "%s proposes an amendment of %s. Next: /codex show %d"
                            .formatted(proposal.author(), proposal.target(), proposal.number());
            case Drifted(var drift) -> drift.line();
            case Refused(var who, var what) -> "refused: " + who + ": " + what;
            case LivedUnderAnother(var then, var hash) when then < 0 ->
                    "this state was lived under a codex that was never in force here (%s); the codex in force stays. Next: /codex show"
                            .formatted(LedgerAnchor.brief(hash));
            case LivedUnderAnother(var then, var hash) ->
                    "this state was lived under another codex (amendment %d, %s); the codex in force stays. Next: /codex rollback %d"
                            .formatted(then, LedgerAnchor.brief(hash), then);
            case Recovered(var what) -> what;
            case CutOff(var draft) ->
                    "the deliberation of draft %d was cut off. Next: /codex deliberate --resume %d, or /codex withdraw %d"
                            .formatted(draft, draft, draft);
        };
    }
}
