package batos.crucible;

import java.util.List;

/// A place where untrusted code may run and fail.
///
/// One [Trial] is one call of one function in an interpreter that has seen nothing else. Blocking;
/// interrupting the calling thread kills the run. Nothing of a run survives it.
public interface Crucible extends AutoCloseable {
    /// `gvisor`, `polyglot` or `none`.
    String name();

    /// One line for the start of the shell: the crucible in use, and the dangers that it leaves
    /// open. Quick: it never waits for an interpreter.
    String line();

    /// Starts warming in the background, if that has not happened; false while the first call would
    /// still be slow (the first GraalPy context of a machine takes more than ten seconds).
    default boolean warm() {
        return true;
    }

    Verdict run(Trial trial);

    /// Several calls of one function, in order, without ever giving the interpreter the expected
    /// values. They share an interpreter until one of them kills it; the next one then starts in a
    /// fresh one.
    ///
    /// @return one verdict for each call
    List<Verdict> run(Batch batch);

    /// Types lines at a prompt, without giving the expected output.
    ///
    /// @return one verdict for each line: survived with its output as a JSON string, or failed
    List<Verdict> run(PromptTrial session);

    /// Lets a test script judge a source: the script runs in one interpreter, the source in
    /// another, and each call goes from the one to the other through the host.
    CaseResult hear(Case brought);

    /// Lets the script of a case judge other sources in place of its own, for example copies with a
    /// deliberate bug in each. They share two interpreters until one of them kills its own; the
    /// rest then starts again in fresh ones.
    ///
    /// @return one result for each source
    default List<CaseResult> hear(Case brought, List<String> sources) {
        return sources.stream().map(source -> hear(brought.of(source))).toList();
    }

    /// Findings for the Architect: the parts that are there or missing, the dangers left open, and
    /// the cure of each.
    List<Finding> check();

    @Override
    void close();

    record Finding(boolean good, String subject, String detail, String next) {
        static Finding ofCall(boolean good, Verdict verdict, String words) {
            if (good) {
                return new Finding(true, "a call", words, "");
            }
            return verdict instanceof Verdict.Unavailable(String why, String next)
                    ? new Finding(false, "a call", why, next)
                    : new Finding(false, "a call", verdict.words(), "sudo sandbox/prepare");
        }
    }
}
