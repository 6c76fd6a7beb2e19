package batos.crucible;

import java.util.List;

/// Where code that nobody trusts may run and fail.
///
/// One [Trial] is one call of one function in an interpreter that has seen nothing else. Blocking;
/// interrupting the calling thread kills the run. Nothing of a run survives it.
public interface Crucible extends AutoCloseable {
    /// `gvisor` or `polyglot`.
    String name();

    Verdict run(Trial trial);

    /// What is there, what is missing, what it does not protect from, and how to mend it; for the
    /// Architect's eyes.
    List<Finding> check();

    @Override
    void close();

    record Finding(boolean good, String subject, String detail, String next) {}
}
