package batos.image;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Commits that reach the journal with one write. Each is planned on the state that the ones before
/// it lead to.
final class CommitBatch {
    private final StateView start;
    private final OidAllocator oids;
    private final List<Planned> commits = new ArrayList<>();
    private final Map<Long, Planned> byObject = new HashMap<>();
    private long size;
    private RootHash root;

    CommitBatch(StateView start, OidAllocator oids) {
        this.start = start;
        this.oids = oids;
        this.size = start.size();
        this.root = start.rootHash();
    }

    record Planned(CommitRequest request, JournalEntry entry, Commit commit) {}

    List<Planned> commits() {
        return commits;
    }

    int size() {
        return commits.size();
    }

    boolean isEmpty() {
        return commits.isEmpty();
    }

    List<JournalEntry> entries() {
        return commits.stream().map(Planned::entry).toList();
    }

    /// @throws Conflict when an object was changed since the request's base
    void add(CommitRequest request, CommitRequest.Work.Known work, Instant at) throws Conflict {
        checkConflicts(request.cause(), work);
        var sizeAfter = size;
        var rootAfter = root;
        var edits = new ArrayList<Edit>(work.writes().size());
        for (int i = 0; i < work.writes().size(); i++) {
            var write = work.writes().get(i);
            var before = work.replaced().get(i);
            if (before.cell != null) {
                sizeAfter--;
                rootAfter = rootAfter.minus(before.root);
            }
            if (write.cell != null) {
                sizeAfter++;
                rootAfter = rootAfter.plus(write.root);
            }
            edits.add(new Edit(write.oid, before.cell, write.cell));
            if (!new Oid(write.oid).isNamed()) {
                oids.reserve(write.oid + 1);
            }
        }
        var number = start.number() + commits.size() + 1;
        var entry =
                new JournalEntry(
                        number, request.cause(), at, sizeAfter, oids.next(), rootAfter, edits);
        var planned = new Planned(request, entry, entry.commit());
        size = sizeAfter;
        root = rootAfter;
        edits.forEach(edit -> byObject.put(edit.oid, planned));
        commits.add(planned);
    }

    private void checkConflicts(Cause cause, CommitRequest.Work.Known work) throws Conflict {
        var base = work.base();
        for (var write : work.writes()) {
            var planned = byObject.get(write.oid);
            var prior = base.prior(write.oid);
            var by = planned != null ? planned.entry.origin() : prior == null ? null : prior.by();
            if (by != null) {
                throw new Conflict(
                        "%s was changed by commit %d (%s: %s) after commit %d, on which this change (%s: %s) was built"
                                .formatted(
                                        new Oid(write.oid),
                                        by.number(),
                                        by.cause().author(),
                                        by.cause().line(),
                                        base.number(),
                                        cause.author(),
                                        cause.line()));
            }
        }
    }
}
