package batos.crucible;

import java.util.List;

/// A crucible whose trials all run in cells of one kind.
abstract sealed class InterpreterCrucible implements Crucible
        permits GVisorCrucible, PolyglotCrucible {
    abstract TrialRunner runs();

    @Override
    public final Verdict run(Trial trial) {
        return runs().run(trial);
    }

    @Override
    public final List<Verdict> run(Batch batch) {
        return runs().run(batch);
    }

    @Override
    public final List<Verdict> run(PromptTrial session) {
        return runs().run(session);
    }

    @Override
    public final CaseResult hear(Case brought) {
        return runs().hear(brought);
    }

    @Override
    public final List<CaseResult> hear(Case brought, List<String> sources) {
        return runs().hear(brought, sources);
    }
}
