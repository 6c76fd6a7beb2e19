package batos.image;

import batos.nerve.PulseKind;
import batos.nerve.Pulses;
import java.util.List;
import java.util.function.Function;

/// The one way in which every part of the image commits: waits while memory is full, commits in a
/// group, announces the commit as a pulse.
final class Committer {
    private final GroupCommit commits;
    private final Backpressure backpressure;
    private final DeferredWork deferred;
    private final Pulses pulses;

    Committer(
            GroupCommit commits, Backpressure backpressure, DeferredWork deferred, Pulses pulses) {
        this.commits = commits;
        this.backpressure = backpressure;
        this.deferred = deferred;
        this.pulses = pulses;
    }

    /// @throws Conflict when an object was changed since `base`
    Commit commit(Cause cause, StateView base, List<ObjectWrite> writes) throws Conflict {
        backpressure.beforeCommit();
        return announced(commits.commit(cause, base, writes));
    }

    /// Commits writes computed on the exact state to which they apply.
    Commit compute(Cause cause, Function<StateView, List<ObjectWrite>> writes) {
        backpressure.beforeCommit();
        return announced(commits.compute(cause, writes));
    }

    private Commit announced(Commit commit) {
        backpressure.afterCommit();
        deferred.afterCommit();
        var cause = commit.cause();
        pulses.emit(
                PulseKind.Image.COMMIT,
                commit.number() + " " + cause.author() + ": " + cause.line());
        return commit;
    }
}
