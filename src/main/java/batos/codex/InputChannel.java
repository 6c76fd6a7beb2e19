package batos.codex;

/// The way in which a command line came in. Only a terminal shows that a person has seen the text
/// to approve; every other way must name its hash.
public enum InputChannel {
    /// Typed at a terminal.
    TERMINAL,
    /// Typed or pasted at a terminal before the prompt was there, so that nobody can have read the
    /// text shown just before.
    AHEAD,
    /// A `/` line of a piped session or of a transcript.
    SESSION,
    /// The arguments of a one-shot command.
    ONE_SHOT
}
