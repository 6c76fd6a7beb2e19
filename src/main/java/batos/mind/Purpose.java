package batos.mind;

/// The purpose of a call to a mind.
public enum Purpose {
    /// BABS puts what she remembers into words.
    RECALL("recall"),
    /// BRICK's direct, reasoned answer, with tools.
    THESIS("thesis"),
    /// ROBIN's objection and her score, as a document.
    ANTITHESIS("antithesis"),
    /// ALFRED's answer for all four.
    SYNTHESIS("synthesis"),
    /// ALFRED says whether another round may be left out, as a document.
    RULING("ruling"),
    /// BABS lists the claims of an answer, as a document.
    CLAIMS("claims"),
    /// One persona answers alone.
    ANSWER("answer"),
    /// A tool's code, as a document.
    FORGE_CODE("forge.code"),
    /// Tests of a tool, by another hand than its author's.
    FORGE_TESTS("forge.tests"),
    /// A Smalltalk method that an object lacks.
    FORGE_METHOD("forge.method"),
    /// A persona's position on the codex, as a document.
    POSITION("position"),
    /// ALFRED's draft of an amendment, as a document.
    AMENDMENT("amendment"),
    /// The facts of a conversation, as a document.
    FACTS("facts"),
    /// Goals that a persona imagines in idle time, as a document.
    GOALS("goals"),
    /// A persona's product for one of its goals: a thought, a question or a proposal, as a
    /// document.
    PURSUIT("pursuit"),
    /// A question of the benchmark of models.
    BENCH("bench");

    private final String text;

    Purpose(String text) {
        this.text = text;
    }

    /// As it stands in receipts, rehearsal scripts and recordings.
    @Override
    public String toString() {
        return text;
    }
}
