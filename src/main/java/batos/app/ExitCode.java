package batos.app;

/// The exit code of a process of batos; scripts rely on the numbers.
public enum ExitCode {
    /// The command is done.
    DONE(0, "done"),
    /// The evaluation, the turn or the test failed; the message says how.
    FAILED(1, "the evaluation, turn or test failed"),
    /// The command line makes no sense; nothing was tried.
    USAGE(2, "the command line is wrong"),
    /// The image cannot be opened or changed: owned by another process, damaged, or not writable.
    NO_IMAGE(3, "the image is not available: owned by another process, damaged, or not writable"),
    /// Only the Architect may do this, or the codex in force has moved on.
    REFUSED(4, "refused by governance"),
    /// No mind answers.
    NO_MODEL(5, "no model answers"),
    /// Untrusted code cannot be tried: the crucible that the settings name is missing.
    NO_CRUCIBLE(6, "no crucible to try code in"),
    /// Ctrl-C. The image is as it was before.
    INTERRUPTED(130, "interrupted");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    /// The exit of that code; [#FAILED] for a code that is none of these.
    public static ExitCode of(int code) {
        for (var exit : values()) {
            if (exit.code == code) {
                return exit;
            }
        }
        return FAILED;
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }

    /// The exit code of a session whose lines so far ended with this code and whose next line ends
    /// with `next`: any failing line makes the whole fail.
    public ExitCode then(ExitCode next) {
        return switch (next) {
            case DONE -> this;
            case NO_IMAGE, INTERRUPTED -> next;
            case FAILED, USAGE, REFUSED, NO_MODEL, NO_CRUCIBLE -> this == DONE ? FAILED : this;
        };
    }

    /// Whether it makes no sense to go on with the next line.
    public boolean endsASession() {
        return this == NO_IMAGE || this == INTERRUPTED;
    }
}
