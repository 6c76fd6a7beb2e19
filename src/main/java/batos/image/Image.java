package batos.image;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/// The Living Image: every live object, every commit that made it, and the way back.
///
/// All methods may be called from any thread. A commit is atomic over any number of objects,
/// durable when it returns. Undo and restore are commits of their own and can be undone.
public interface Image extends AutoCloseable {
    View now();

    /// The state after commit `number`, read only.
    ///
    /// @throws ImageFault when it lies beyond what the journal still holds; the message names the
    ///   range
    View at(long number);

    /// An identity for a new anonymous object, never used before and never again.
    Oid fresh();

    /// Every anonymous object has a number from 1 to below this one; some of them are gone.
    long numbered();

    /// @throws Conflict when an object of the change was changed by another commit since the
    ///   change's base
    Commit commit(Cause cause, Change change) throws Conflict;

    /// Computes the change on the latest state and commits it, again on a conflict, until it holds.
    /// An empty change commits nothing and answers the latest commit's number.
    default long update(Cause cause, Consumer<Change> edit) {
        while (true) {
            var change = Change.on(now());
            edit.accept(change);
            if (change.isEmpty()) {
                return change.base().number();
            }
            try {
                return commit(cause, change).number();
            } catch (Conflict e) {
                Thread.onSpinWait();
            }
        }
    }

    /// The newest first.
    List<Commit> log(int limit);

    /// The commits that touched one object, the newest first.
    List<Commit> log(Oid oid, int limit);

    /// The latest deeds, the newest first: what `undo` takes back.
    List<Deed> deeds(int limit);

    /// The changes of one commit, per object and slot.
    default List<Difference> changes(long commit) {
        return diff(at(commit - 1), at(commit));
    }

    /// Takes back the last `deeds` deeds in one commit.
    ///
    /// @throws ImageFault when there are not so many; the message says how many there are
    Commit undo(int deeds, Cause cause);

    /// Makes the present equal to a snapshot's state (by name) or to the state after a commit (by
    /// number).
    Commit restore(String nameOrNumber, Cause cause);

    Snapshot save(String name);

    List<Snapshot> snapshots();

    void delete(String snapshot);

    /// The differences from `a` to `b`, per object and slot, in order of identity.
    List<Difference> diff(View a, View b);

    /// Recomputes the root hash from scratch and checks journal, heap, snapshots and large objects
    /// against it; an empty list means clean. An interrupt of the thread ends it.
    ///
    /// @throws VerifyInterrupted when it was ended
    List<VerifyFault> verify(Progress progress);

    default List<VerifyFault> verify() {
        return verify(Progress.UNHEARD);
    }

    /// Gives space back. Anonymous objects that nothing leads to are removed, in a commit that can
    /// be undone; beyond the commits to be kept only snapshots lead back.
    ///
    /// @param dry only tell what would be done
    default CompactionReport compact(Cause cause, boolean dry) {
        throw new ImageFault(ImageFault.Reason.UNSUPPORTED, "this image has no files to compact");
    }

    /// Forgets every commit up to now, whatever settings keep: none of them can be undone, and
    /// their content leaves the disk, except for the parts that snapshots need.
    default CompactionReport forgetPast(Cause cause) {
        throw new ImageFault(
                ImageFault.Reason.UNSUPPORTED, "this image has no journal that could be forgotten");
    }

    /// Removes the anonymous objects that nothing leads to, neither a named object nor one of
    /// `roots`, in a commit that can be undone. Objects changed in the last ten minutes stay, with
    /// all that they lead to.
    ///
    /// @param dry only tell which
    default List<Oid> collect(Cause cause, Collection<Oid> roots, boolean dry) {
        throw new ImageFault(ImageFault.Reason.UNSUPPORTED, "this image collects nothing");
    }

    /// The objects whose slots refer to one, in no order. It looks at every object of the present:
    /// about a second for a million of them.
    ///
    /// @param limit at most so many
    default List<Oid> referrers(Oid to, int limit) {
        return List.of();
    }

    /// Writes the present into one compressed, checksummed file.
    ///
    /// @return the objects that were left out because their bytes are damaged; usually none
    default List<String> export(Path file) {
        return export(file, Set.of());
    }

    /// The same without all objects of some kinds.
    ///
    /// @param without kinds, for example `call.texts`
    default List<String> export(Path file, Set<String> without) {
        throw new ImageFault(
                ImageFault.Reason.UNSUPPORTED, "this image cannot be exported to " + file);
    }

    /// Makes this image equal to an export. It must hold no deed yet: only what the system made at
    /// its birth, which gives way. A damaged or hostile file is refused with a reason, and nothing
    /// is changed.
    default Commit bringIn(Path file, Cause cause) {
        throw new ImageFault(
                ImageFault.Reason.UNSUPPORTED,
                "nothing can be imported from " + file + " into this image");
    }

    /// Brings the chosen named objects of an export in, and the anonymous ones they lead to.
    ///
    /// @param chosen by kind and name
    /// @param theirs whether a different object replaces the present one of its name
    default MergeReport merge(
            Path file, BiPredicate<String, String> chosen, boolean theirs, Cause cause) {
        throw new ImageFault("nothing can be merged from " + file + " into this image");
    }

    /// After damage: sets the damaged part of the journal aside and goes on from the last good
    /// commit.
    ///
    /// @return a line that names the files set aside and the commit from which it goes on
    default String truncate() {
        throw new ImageFault("nothing is damaged: there is nothing to cut off");
    }

    /// Its size on the disk, in bytes.
    default long bytes() {
        return 0;
    }

    /// The folder it lives in.
    Path home();

    @Override
    void close();

    /// @param bytes the size on the disk of the way back to it; 0 while the journal leads there
    record Snapshot(String name, long number, Instant at, long objects, long bytes, String root) {}

    /// The result of a compaction, or the forecast of a dry run.
    ///
    /// @param before bytes on disk
    /// @param after bytes on disk
    /// @param unreachable anonymous objects that nothing leads to
    /// @param oldest the first commit that can still be undone
    record CompactionReport(long before, long after, List<Oid> unreachable, long oldest) {
        public CompactionReport {
            unreachable = List.copyOf(unreachable);
        }
    }

    /// The result of a merge, by kind and name.
    ///
    /// @param conflicts objects that differ from those here under the same name, from the present
    ///   one to the one that came
    /// @param replaced those conflicts that were settled in favour of what came
    /// @param dangling references that lead nowhere here
    record MergeReport(
            List<String> added,
            List<String> equal,
            List<String> replaced,
            List<Difference> conflicts,
            List<String> dangling) {
        public MergeReport {
            added = List.copyOf(added);
            equal = List.copyOf(equal);
            replaced = List.copyOf(replaced);
            conflicts = List.copyOf(conflicts);
            dangling = List.copyOf(dangling);
        }
    }

    /// One object's change; `slots` are lines such as `description: 'a' -> 'b'`.
    record Difference(Oid oid, String kind, String name, ChangeKind sort, List<String> slots) {
        /// Begins the only line of an object that is damaged.
        static final String UNREADABLE = "cannot be read: ";

        public Difference {
            slots = List.copyOf(slots);
        }

        /// Whether it is known only that it changed.
        public boolean isUnreadable() {
            return slots.size() == 1 && slots.getFirst().startsWith(UNREADABLE);
        }
    }

    enum ChangeKind {
        ADDED,
        REMOVED,
        CHANGED
    }
}
