package batos.crucible;

import java.util.List;

/// The crucible, chosen when the first tool runs: an expression that needs none does not ask for
/// Docker.
record LateCrucible(Late<Crucible> late) implements Crucible {
    @Override
    public String name() {
        return late.get().name();
    }

    @Override
    public String line() {
        return late.get().line();
    }

    @Override
    public boolean warm() {
        return late.get().warm();
    }

    @Override
    public Verdict run(Trial trial) {
        return late.get().run(trial);
    }

    @Override
    public List<Verdict> run(Batch batch) {
        return late.get().run(batch);
    }

    @Override
    public List<Verdict> run(PromptTrial session) {
        return late.get().run(session);
    }

    @Override
    public CaseResult hear(Case brought) {
        return late.get().hear(brought);
    }

    @Override
    public List<Finding> check() {
        return late.get().check();
    }

    @Override
    public void close() {
        late.ifMade(Crucible::close);
    }
}
