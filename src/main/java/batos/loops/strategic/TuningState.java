package batos.loops.strategic;

/// The state of a tuning.
///
/// ```
/// QUEUED -> RUNNING -> TRAINED -> HOSTED -> JUDGING -> PASSED -> PROBATION -> SETTLED
///              |                              |           |          +-> ROLLED_BACK
///              +-> FAILED, KILLED             +-> REFUSED +-> REJECTED
/// ```
public enum TuningState {
    QUEUED("waits for its turn"),
    RUNNING("is trained"),
    TRAINED("is trained and not served yet"),
    HOSTED("is served under its own tag and not measured yet"),
    JUDGING("waits for verdicts of the Architect"),
    PASSED("passed the gate and waits for promotion"),
    REFUSED("was refused by the gate"),
    PROBATION("is in use, on probation"),
    SETTLED("is in use"),
    ROLLED_BACK("was in use and gave its place back"),
    REJECTED("was rejected by the Architect"),
    FAILED("failed"),
    KILLED("was stopped");

    private final String words;

    TuningState(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }

    /// Whether the loop still has something to do on its own.
    boolean unfinished() {
        return this == QUEUED || this == RUNNING || this == TRAINED || this == HOSTED;
    }

    /// Whether the persona thinks with it.
    public boolean inUse() {
        return this == PROBATION || this == SETTLED;
    }
}
