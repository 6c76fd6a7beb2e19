package batos;

import batos.crucible.Crucible;
import batos.crucible.Trial;
import batos.crucible.Verdict;
import java.util.List;

/// The crucible, chosen when the first tool runs: an expression that needs none does not ask for Docker.
record LateCrucible(Late<Crucible> late) implements Crucible {
    @Override
    public String name() {
        return late.get().name();
    }

    @Override
    public Verdict run(Trial trial) {
        return late.get().run(trial);
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
