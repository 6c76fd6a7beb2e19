package batos.image;

import batos.nerve.PulseKind;
import batos.nerve.Pulses;
import batos.text.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The image on disk.
///
/// ```
/// home/          0700
///   journal/     the truth: every commit, see Segment
///   heap/        one Chronicle Map, see HeapFile; can always be rebuilt
///   checkpoint   which commit the heap file holds
///   base/        a full state, once the journal no longer reaches back to the first commit
///   deltas/      the way back to snapshots that are older than the journal
///   large/       large objects, each in a file named by its hash
///   snapshots.json
///   lock, owner  which process may write
/// ```
public final class LivingImage implements Image {
    private final Path home;
    private final Path bases;
    private final InstantSource clock;
    private final ImageLimits limits;
    private final @Nullable ImageLock lock;
    private final OpenOutcome outcome;
    private final CommitGate gate = new CommitGate();
    private final FileStamps stamps;
    private final Journal journal;
    private final JournalDamage damage;
    private final KnownDamage known;
    private final HeapAccess store;
    private final OidAllocator oids;
    private final CheckpointFile checkpoint;
    private final GroupCommit commits;
    private final Checkpointer checkpointer;
    private final Committer committer;
    private final Snapshots snapshots;
    private final DeltaFiles deltas;
    private final HeapScan scan;
    private final History history;
    private final ObjectTransfer transfer;
    private final Maintenance maintenance;
    private final DeferredWork deferred;
    private final AtomicBoolean closed = new AtomicBoolean();

    private LivingImage(
            ImageAccess start, OpenedImage found, Snapshots snapshots, @Nullable ImageLock lock)
            throws IOException {
        home = start.home();
        bases = home.resolve("base");
        limits = start.limits();
        clock = start.clock();
        var pulses = start.pulses();
        this.lock = lock;
        this.snapshots = snapshots;
        outcome = found.outcome();
        stamps = found.stamps();
        journal = found.journal();
        deltas = new DeltaFiles(home.resolve("deltas"));
        damage = new JournalDamage(found.damage(), journal, found.identity(), snapshots);
        var heap = found.heap();
        var reserve = new DiskReserve(home, limits.reserveBytes(), pulses);
        var largest = limits.largestBytes();
        var codec = new ObjectCodec(home.resolve("large"), limits.inlineBytes(), largest, reserve);
        Consumer<String> trouble = text -> pulses.emit(PulseKind.Image.TROUBLE, text);
        var unreadable = new UnreadableObjects(trouble);
        known = new KnownDamage(pulses, unreadable, snapshots, this::cutOff);
        store = new HeapAccess(heap, new NameIndex(heap), codec, unreadable);
        oids = new OidAllocator(found.next());
        checkpoint = new CheckpointFile(home, gate);
        commits =
                new GroupCommit(
                        home,
                        store,
                        journal,
                        gate,
                        reserve,
                        checkpoint,
                        oids,
                        LatestState.of(store, found),
                        clock);
        var last = checkpoint.load();
        checkpointer = new Checkpointer(heap, journal, commits, oids, checkpoint, last, trouble);
        var backpressure = new Backpressure(heap, checkpointer, limits.foldBytes(), home);
        deferred = new DeferredWork(heap::committedBytes);
        committer = new Committer(commits, backpressure, deferred, pulses);
        scan = new HeapScan(heap, checkpointer);
        history = new History(store, journal, deltas, commits, damage);
        transfer =
                new ObjectTransfer(home, store, scan, commits, committer, history, oids, largest);
        maintenance = new Maintenance(home, journal, compaction(), clock, pulses);
        deferred.runs(checkpointer::settle, maintenance::settle);
        heap.keepResident(limits.residentBytes());
    }

    private Compaction compaction() {
        var reachability = new Reachability(scan, store.codec());
        var garbage = new GarbageCollection(reachability, commits, committer, history);
        return new Compaction(
                home,
                journal,
                commits,
                checkpointer,
                garbage,
                new BaseWriter(bases, checkpointer, checkpoint, limits.reserveBytes()),
                new DeltaWriter(journal, deltas, history),
                new LargeFileSweep(store.codec(), journal, deltas, commits),
                snapshots,
                limits.kept());
    }

    /// Opens the image in `home`, or creates an empty one there.
    ///
    /// @throws ImageInUse when another process has it
    /// @throws ImageFault when it cannot be opened; the message says why and what to do
    public static LivingImage open(
            Path home, ImageLimits limits, InstantSource clock, Pulses pulses) {
        return open(home, limits, clock, pulses, Disk.REAL);
    }

    static LivingImage open(
            Path home, ImageLimits limits, InstantSource clock, Pulses pulses, Disk disk) {
        return new ImageAccess(home, limits, clock, pulses, disk).open();
    }

    /// @param lock empty for an image that is only read
    static LivingImage over(
            ImageAccess start, OpenedImage found, Snapshots snapshots, @Nullable ImageLock lock)
            throws IOException {
        var image = new LivingImage(start, found, snapshots, lock);
        image.start(found);
        return image;
    }

    private void start(OpenedImage found) throws IOException {
        known.foundAtOpening(damage.atOpening(stamps));
        if (outcome.isReadOnly()) {
            gate.close(ImageFault.Reason.READ_ONLY, "nothing was committed: " + outcome.line());
            return;
        }
        if (found.costly()) {
            checkpointer.request();
        }
        maintenance.begin(store.codec());
        checkpointer.compareLater();
        if (!known.hasRecord()) {
            maintenance.check(known::foundLater);
        }
    }

    /// The condition of the image when it was opened.
    public OpenOutcome opened() {
        return outcome;
    }

    /// The known damage beside the outcome, one line each with the next command.
    public List<String> faults() {
        return known.lines();
    }

    private List<String> cutOff() {
        return history.cutOff(snapshots.all());
    }

    Heap heap() {
        return store.heap();
    }

    @Override
    public View now() {
        return latest();
    }

    private StateView latest() {
        return commits.latest().view();
    }

    @Override
    public View at(long number) {
        return history.at(number);
    }

    @Override
    public Oid fresh() {
        return oids.fresh();
    }

    @Override
    public long numbered() {
        return oids.next();
    }

    @Override
    public Commit commit(Cause cause, Change change) throws Conflict {
        var writes = ObjectWrite.of(change, store.codec());
        return maintained(committer.commit(cause, state(change.base()), writes));
    }

    private StateView state(View view) {
        if (view instanceof StateView state && state.isOf(store)) {
            return state;
        }
        throw new IllegalArgumentException("a view of another image than " + home);
    }

    private <T> T maintained(T made) {
        maintenance.journalGrew();
        return made;
    }

    private Commit compute(Cause cause, Function<StateView, List<ObjectWrite>> writes) {
        return maintained(committer.compute(cause, writes));
    }

    @Override
    public List<Commit> log(int limit) {
        return history.log(latest().number(), limit, entry -> true);
    }

    @Override
    public List<Commit> log(Oid oid, int limit) {
        return history.log(
                latest().number(),
                limit,
                entry -> entry.edits().stream().anyMatch(edit -> edit.oid == oid.value()));
    }

    @Override
    public List<Deed> deeds(int limit) {
        return history.deeds(latest().number(), limit);
    }

    @Override
    public List<Difference> changes(long commit) {
        return history.changes(commit);
    }

    @Override
    public Commit undo(int deeds, Cause cause) {
        return compute(
                cause, latest -> history.withoutLast(deeds, latest.number(), snapshots.all()));
    }

    @Override
    public Commit restore(String nameOrNumber, Cause cause) {
        var number = snapshots.number(nameOrNumber);
        return compute(cause, latest -> history.toward(history.at(number)));
    }

    @Override
    public Snapshot save(String name) {
        var now = latest();
        var snapshot = new Snapshot(name, now.number(), clock.instant(), now.size(), 0, now.root());
        snapshots.put(snapshot, limits.kept().snapshots());
        return snapshot;
    }

    @Override
    public List<Snapshot> snapshots() {
        return snapshots.all(deltas);
    }

    @Override
    public void delete(String snapshot) {
        snapshots.remove(snapshot);
    }

    @Override
    public List<Difference> diff(View a, View b) {
        return new StateDiff(store.codec()).between(state(a), state(b));
    }

    @Override
    public List<VerifyFault> verify(Progress progress) {
        var faults = new ArrayList<>(damage.faults());
        var verification =
                new Verification(
                        store, scan, journal, history, snapshots, checkpoint, bases, progress);
        faults.addAll(verification.run(latest()));
        return faults;
    }

    @Override
    public List<String> export(Path file, Set<String> without) {
        return transfer.export(file, without, clock.instant());
    }

    @Override
    public Commit bringIn(Path file, Cause cause) {
        return maintained(transfer.importAll(file, cause));
    }

    @Override
    public MergeReport merge(
            Path file, BiPredicate<String, String> chosen, boolean theirs, Cause cause) {
        return maintained(transfer.merge(file, chosen, theirs, cause));
    }

    @Override
    public List<Oid> collect(Cause cause, Collection<Oid> roots, boolean dry) {
        return maintenance.collect(cause, roots, dry);
    }

    @Override
    public List<Oid> referrers(Oid to, int limit) {
        return new Reachability(scan, store.codec()).referrers(commits.latest().view(), to, limit);
    }

    @Override
    public CompactionReport compact(Cause cause, boolean dry) {
        return known.reached(maintenance.compact(cause, dry), history, latest().number());
    }

    @Override
    public CompactionReport forgetPast(Cause cause) {
        var done = maintenance.forgetPast(cause);
        known.forgotten();
        return done;
    }

    @Override
    public String truncate() {
        if (outcome instanceof OpenOutcome.ReadOnly) {
            throw new ImageFault(ImageFault.Reason.READ_ONLY, outcome.line());
        }
        return commits.exclusively(state -> {
            var report = damage.cut(state.view());
            gate.open();
            checkpointer.request();
            return report;
        });
    }

    @Override
    public long bytes() {
        return HomeFolder.bytes(home);
    }

    @Override
    public Path home() {
        return home;
    }

    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        var readOnly =
                damage.isOpen()
                        || outcome instanceof OpenOutcome.ReadOnly
                        || journal.broken() != null;
        gate.close(ImageFault.Reason.CLOSED, "the image " + home + " is closed");
        deferred.end();
        maintenance.close(!readOnly);
        try {
            try {
                checkpointer.end(!readOnly);
                if (!readOnly) {
                    stamps.closed(journal, store.heap().file());
                }
            } finally {
                journal.close();
                store.heap().close();
                if (lock != null) {
                    lock.release();
                }
            }
        } catch (IOException e) {
            if (FileErrors.isFull(e)) {
                return; // every commit is in the journal, the next opening brings the heap up to
                // date
            }
            throw new ImageFault(
                    ImageFault.Reason.DISK,
                    "%s was not closed in order: %s. Every commit is in the journal, and the next opening brings the heap up to date"
                            .formatted(home, FileErrors.message(e)),
                    e);
        }
        if (Files.notExists(home)) {
            throw new ImageFault(ImageFault.Reason.DISK, home + " is gone");
        }
    }
}
