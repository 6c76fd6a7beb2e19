package batos.motive.pursuit;

import batos.crucible.Batch;
import batos.crucible.Case;
import batos.crucible.CaseResult;
import batos.crucible.Crucible;
import batos.crucible.PromptTrial;
import batos.crucible.Trial;
import batos.crucible.Verdict;
import java.util.Collections;
import java.util.List;

/// A crucible whose runs are paid from the budget of a goal.
public final class MeteredCrucible implements Crucible {
    private static final String NEXT = "motive budget";

    private final Crucible crucible;
    private final Meter meter;

    public MeteredCrucible(Crucible crucible, Meter meter) {
        this.crucible = crucible;
        this.meter = meter;
    }

    @Override
    public String name() {
        return crucible.name();
    }

    @Override
    public String line() {
        return crucible.line();
    }

    @Override
    public boolean warm() {
        return crucible.warm();
    }

    /// The same call twice in a row is not made: it would only repeat itself.
    @Override
    public Verdict run(Trial trial) {
        var call =
                trial.function()
                        + trial.arguments()
                        + Integer.toHexString(trial.source().hashCode());
        if (meter.called(call)) {
            return new Verdict.Unavailable(
                    "the same call of " + trial.function() + " twice in a row", "goals list");
        }
        return heard(
                meter.sandbox(
                        trial.limits().wall().toMillis(),
                        () -> crucible.run(trial),
                        MeteredCrucible::unpaid,
                        MeteredCrucible::late));
    }

    @Override
    public List<Verdict> run(Batch batch) {
        int size = batch.arguments().size();
        return all(
                meter.sandbox(
                        batch.limits().wall().toMillis() * size,
                        () -> crucible.run(batch),
                        why -> Collections.nCopies(size, unpaid(why)),
                        () -> Collections.nCopies(size, late())));
    }

    @Override
    public List<Verdict> run(PromptTrial session) {
        int size = session.lines().size();
        return all(
                meter.sandbox(
                        session.limits().wall().toMillis() * size,
                        () -> crucible.run(session),
                        why -> Collections.nCopies(size, unpaid(why)),
                        () -> Collections.nCopies(size, late())));
    }

    @Override
    public CaseResult hear(Case brought) {
        return meter.sandbox(
                brought.limits().wall().toMillis(),
                () -> crucible.hear(brought),
                why -> new CaseResult.Broke(unpaid(why)),
                () -> new CaseResult.Broke(late()));
    }

    @Override
    public List<CaseResult> hear(Case brought, List<String> sources) {
        return meter.sandbox(
                brought.limits().wall().toMillis() * sources.size(),
                () -> crucible.hear(brought, sources),
                why -> Collections.nCopies(sources.size(), new CaseResult.Broke(unpaid(why))),
                () -> Collections.nCopies(sources.size(), new CaseResult.Broke(late())));
    }

    private static Verdict unpaid(String why) {
        return new Verdict.Unavailable(why, NEXT);
    }

    private static Verdict late() {
        return new Verdict.Unavailable("the sandbox took longer than idle work may take", NEXT);
    }

    private List<Verdict> all(List<Verdict> verdicts) {
        verdicts.forEach(this::heard);
        return verdicts;
    }

    /// A crucible that is away is nobody's fault.
    private Verdict heard(Verdict verdict) {
        if (verdict instanceof Verdict.Unavailable(var why, _) && meter.refusal().isEmpty()) {
            meter.failed(why);
        }
        return verdict;
    }

    @Override
    public List<Finding> check() {
        return crucible.check();
    }

    /// The crucible belongs to whoever gave it.
    @Override
    public void close() {}
}
