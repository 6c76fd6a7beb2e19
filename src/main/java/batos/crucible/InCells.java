package batos.crucible;

import java.util.List;

/// A crucible whose trials all run in cells of one kind.
abstract sealed class InCells implements Crucible permits GVisor, Polyglot {
    abstract Runs runs();

    @Override
    public final Verdict run(Trial trial) {
        return runs().run(trial);
    }

    @Override
    public final List<Verdict> run(Batch batch) {
        return runs().run(batch);
    }

    @Override
    public final List<Verdict> run(Session session) {
        return runs().run(session);
    }

    @Override
    public final Hearing hear(Case brought) {
        return runs().hear(brought);
    }
}
