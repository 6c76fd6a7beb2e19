package batos.codex;

import java.nio.file.Path;

/// The outcome of a governed act.
public sealed interface Decision {
    /// Another codex is in force.
    ///
    /// @param backup where the codex before it was kept
    record Amended(Amendment amendment, Path backup) implements Decision {}

    /// A proposal was made, set aside or put in the place of another.
    record Settled(Proposal proposal) implements Decision {}

    /// codex.toml holds the approved text again.
    ///
    /// @param backup where that was kept which stood there; the file itself if nothing did
    record PutBack(Path backup) implements Decision {}

    /// A new ledger took the place of a damaged one.
    ///
    /// @param aside where the damaged one is kept
    record Renewed(Amendment amendment, Path aside) implements Decision {}

    /// Nothing changed.
    ///
    /// @param why the reason, and the next command
    record Refused(String why) implements Decision {}
}
