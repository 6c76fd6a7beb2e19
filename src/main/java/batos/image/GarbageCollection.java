package batos.image;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// Removes anonymous objects that nothing leads to, in a commit that can be undone.
final class GarbageCollection {
    private final Reachability reachability;
    private final GroupCommit commits;
    private final Committer committer;
    private final History history;

    GarbageCollection(
            Reachability reachability, GroupCommit commits, Committer committer, History history) {
        this.reachability = reachability;
        this.commits = commits;
        this.committer = committer;
        this.history = history;
    }

    /// @param roots lead to others beside the named objects
    /// @param young objects touched since then stay
    /// @param dry only report what would be removed
    List<Oid> run(Cause cause, Collection<Oid> roots, boolean dry, Instant young) {
        var start = commits.latest().view();
        var kept = history.touchedSince(start.number(), young);
        roots.forEach(oid -> kept.add(oid.value()));
        var unreachable = reachability.unreachable(start, kept);
        if (!dry && !unreachable.isEmpty()) {
            committer.compute(
                    cause,
                    latest ->
                            reachability.stillUnreachable(start, latest, unreachable).stream()
                                    .map(oid -> new ObjectWrite(oid.value(), null))
                                    .toList());
        }
        return unreachable;
    }
}
