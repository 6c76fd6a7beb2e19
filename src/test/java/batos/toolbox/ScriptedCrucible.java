package batos.toolbox;

import batos.crucible.Batch;
import batos.crucible.Case;
import batos.crucible.CaseResult;
import batos.crucible.Crucible;
import batos.crucible.PromptTrial;
import batos.crucible.Trial;
import batos.crucible.Verdict;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;

/// Gives the verdicts it was told to give, and remembers what it was asked.
public final class ScriptedCrucible implements Crucible {
    public final Deque<Verdict> answers = new ArrayDeque<>();
    final List<Trial> trials = Collections.synchronizedList(new ArrayList<>());
    boolean echo;

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public String line() {
        return "scripted";
    }

    @Override
    public Verdict run(Trial trial) {
        trials.add(trial);
        return echo
                ? new Verdict.Survived(trial.arguments().text(), "", Duration.ZERO)
                : answers.removeFirst();
    }

    @Override
    public List<Verdict> run(Batch batch) {
        return Collections.nCopies(batch.arguments().size(), answers.removeFirst());
    }

    @Override
    public List<Verdict> run(PromptTrial session) {
        return Collections.nCopies(session.lines().size(), answers.removeFirst());
    }

    @Override
    public CaseResult hear(Case brought) {
        return new CaseResult.Broke(answers.removeFirst());
    }

    @Override
    public List<Finding> check() {
        return List.of();
    }

    @Override
    public void close() {}
}
