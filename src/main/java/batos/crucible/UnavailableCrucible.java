package batos.crucible;

import java.util.Collections;
import java.util.List;

/// No crucible: everything is refused with the reason. It stands where settings ask for one that is
/// not there, so that nothing falls back silently.
public final class UnavailableCrucible implements Crucible {
    private final Verdict.Unavailable refusal;

    public UnavailableCrucible(String why, String next) {
        refusal = new Verdict.Unavailable(why, next);
    }

    @Override
    public String name() {
        return "none";
    }

    @Override
    public String line() {
        return "none: " + refusal.why() + ". Next: " + refusal.next();
    }

    @Override
    public Verdict run(Trial trial) {
        return refusal;
    }

    @Override
    public List<Verdict> run(Batch batch) {
        return Collections.nCopies(batch.arguments().size(), refusal);
    }

    @Override
    public List<Verdict> run(PromptTrial session) {
        return Collections.nCopies(session.lines().size(), refusal);
    }

    @Override
    public CaseResult hear(Case brought) {
        return new CaseResult.Broke(refusal);
    }

    @Override
    public List<Finding> check() {
        return List.of(new Finding(false, "crucible", refusal.why(), refusal.next()));
    }

    @Override
    public void close() {}
}
