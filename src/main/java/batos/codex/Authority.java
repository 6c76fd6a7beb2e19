package batos.codex;

/// The seal of an opened codex: who holds it can make [Authorization]s. [Codex#open] makes the only
/// one, and gives it to the shell's frame alone; nothing in the image, in the language, in a tool
/// or in a persona has a reference that leads to it.
public final class Authority {
    Authority() {}

    /// The Architect's hand for one typed command line.
    ///
    /// @param line the line as it was typed
    /// @param deed the number under which the image counts its commits, see
    ///   [batos.image.Cause#deed()]
    public Authorization typed(String line, InputChannel presence, long deed) {
        return new Authorization(this, line, presence, deed);
    }
}
