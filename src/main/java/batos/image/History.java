package batos.image;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// States of the past, built from the present and the before-images of each commit since. The cost
/// grows with what happened since then, not with the size of the image.
final class History {
    private final HeapAccess store;
    private final Journal journal;
    private final DeltaFiles deltas;
    private final GroupCommit commits;
    private final JournalDamage damage;

    History(
            HeapAccess store,
            Journal journal,
            DeltaFiles deltas,
            GroupCommit commits,
            JournalDamage damage) {
        this.store = store;
        this.journal = journal;
        this.damage = damage;
        this.deltas = deltas;
        this.commits = commits;
    }

    /// The state after commit `number`.
    StateView at(long number) {
        var latest = commits.latest();
        return journal.keeping(() -> found(number, latest));
    }

    private StateView found(long number, LatestState state) {
        var latest = state.view();
        if (number == latest.number()) {
            return latest;
        }
        checkJournal();
        var first = journal.first();
        var condensed = number < first - 1;
        if (number > latest.number() || (condensed && !deltas.leadsTo(number))) {
            throw new ImageFault(
                    ImageFault.Reason.BEYOND,
                    "no way to commit %d; the journal holds %d to %d, and snapshots lead further back. Next: image list"
                            .formatted(number, first - 1, latest.number()));
        }
        var since = new HashMap<Long, StateView.PriorCell>();
        for (var n = latest.number(); n > number && n >= first; n--) {
            var entry = journal.entry(n);
            var by = entry.origin();
            for (var edit : entry.edits()) {
                since.put(edit.oid, new StateView.PriorCell(edit.before, by));
            }
        }
        if (condensed) {
            return condensed(number, since, state.link());
        }
        if (number == first - 1) {
            var segment = journal.segments().firstEntry().getValue();
            return new StateView(
                    store, number, segment.sizeBefore, segment.rootBefore, since, state.link());
        }
        var entry = entry(number);
        if (entry == null) { // it does not read, but the one behind it leads back to its state
            var next = journal.entry(number + 1);
            return new StateView(
                    store, number, next.sizeBefore(), next.rootBefore(), since, state.link());
        }
        return new StateView(store, number, entry.size(), entry.root(), since, state.link());
    }

    private void checkJournal() {
        if (journal.isEmpty()) {
            throw new ImageFault(
                    ImageFault.Reason.DAMAGED,
                    "only the present can be read: the journal in %s is missing. Next: put it back from a backup, or image truncate begins a new one"
                            .formatted(journal.folder()));
        }
        damage.ofWholeJournal()
                .ifPresent(why -> {
                    throw new ImageFault(
                            ImageFault.Reason.DAMAGED,
                            "only the present can be read: %s. Next: put the journal back from a backup, or image truncate begins a new one"
                                    .formatted(why));
                });
    }

    private StateView condensed(
            long number, Map<Long, StateView.PriorCell> since, StateView.Link link) {
        var size = 0L;
        var root = RootHash.EMPTY;
        for (var delta : deltas.backTo(number)) {
            var cause = new Cause(Author.Part.SYSTEM, "commits before " + journal.first(), 0);
            var by = new JournalEntry.Origin(delta.to(), cause);
            delta.before()
                    .forEach((oid, cell) -> since.put(oid, new StateView.PriorCell(cell, by)));
            size = delta.size();
            root = delta.root();
        }
        return new StateView(store, number, size, root, since, link);
    }

    /// The newest that reads first.
    List<Commit> log(long latest, int limit, Predicate<JournalEntry> wanted) {
        var commits = new ArrayList<Commit>();
        back(
                readable(latest),
                entry -> {
                    if (wanted.test(entry)) {
                        commits.add(entry.commit());
                    }
                    return commits.size() < limit;
                });
        return commits;
    }

    /// Every commit that is held, from `latest` back to the first that does not read, as long as
    /// the visitor wants more.
    private void back(long latest, Predicate<JournalEntry> visitor) {
        journal.keeping(() -> {
            var number = latest;
            for (var entry = entry(number);
                    entry != null && visitor.test(entry);
                    entry = entry(number)) {
                number--;
            }
            return number;
        });
    }

    /// The last commit up to `latest` that reads; less than the first held where none does.
    private long readable(long latest) {
        return damage.ofWholeJournal().isPresent()
                ? journal.first() - 1
                : journal.keeping(() -> journal.readable(latest));
    }

    /// The entry of a commit; null where it is not held or does not read.
    private @Nullable JournalEntry entry(long number) {
        if (number < journal.first()) {
            return null;
        }
        try {
            var entry = journal.entry(number);
            return entry.number() == number ? entry : null;
        } catch (DamagedData e) {
            return null;
        }
    }

    /// The objects touched by the commits since an instant, up to commit `latest`.
    Set<Long> touchedSince(long latest, Instant since) {
        var touched = new HashSet<Long>();
        back(
                latest,
                entry -> {
                    var young = !entry.at().isBefore(since);
                    if (young) {
                        entry.edits().forEach(edit -> touched.add(edit.oid));
                    }
                    return young;
                });
        return touched;
    }

    /// The latest deeds that the journal holds whole, the newest first.
    List<Deed> deeds(long latest, int limit) {
        var newest = readable(latest);
        Iterable<Commit> commits =
                () ->
                        Stream.iterate(
                                        entry(newest),
                                        Objects::nonNull,
                                        later -> entry(later.number() - 1))
                                .map(JournalEntry::commit)
                                .iterator();
        return journal.keeping(() -> Deed.of(commits, limit));
    }

    /// The snapshots whose states lie behind a record that does not read.
    List<String> cutOff(List<Image.Snapshot> snapshots) {
        var whole = wholeFrom(commits.latest().view().number());
        return whole <= journal.first()
                ? List.of()
                : snapshots.stream()
                        .filter(it -> it.number() < whole - 1)
                        .map(Image.Snapshot::name)
                        .toList();
    }

    /// The oldest commit from which on all can be read.
    long wholeFrom(long latest) {
        return journal.keeping(() -> {
            var number = latest;
            while (entry(number) != null) {
                number--;
            }
            return number + 1;
        });
    }

    /// What takes back the last `deeds` deeds.
    ///
    /// @param snapshots those that there are
    List<ObjectWrite> withoutLast(int deeds, long latest, List<Image.Snapshot> snapshots) {
        return toward(at(before(deeds, latest, snapshots)));
    }

    private long before(int deeds, long latest, List<Image.Snapshot> snapshots) {
        checkJournal();
        var held = deeds(latest, deeds);
        if (held.size() < deeds) {
            var first = journal.first();
            var whole = held.isEmpty() ? latest : held.getLast().first() - 1;
            throw Deed.tooFew(
                    held.size(),
                    deeds,
                    first,
                    snapshots.stream().anyMatch(it -> it.number() < whole));
        }
        return held.getLast().first() - 1;
    }

    /// The changes of one commit, in the order of its record.
    List<Image.Difference> changes(long number) {
        var diff = new StateDiff(store.codec());
        return journal.entry(number).edits().stream()
                .map(edit -> diff.of(new Oid(edit.oid), edit.before, edit.after))
                .toList();
    }

    /// The writes that make the present equal to a past state.
    List<ObjectWrite> toward(StateView past) {
        var drafts = new ArrayList<ObjectWrite>();
        for (var oid : new TreeSet<>(past.changed())) {
            var then = past.cell(oid);
            if (!StateDiff.same(then, store.heap().get(oid))) {
                drafts.add(new ObjectWrite(oid, then));
            }
        }
        return drafts;
    }
}
