package batos.image;

import batos.nerve.Pulses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SequencedMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.ObjLongConsumer;

/// The image on disk.
///
/// ```
/// home/          0700
///   journal/     the truth: every commit, see Segment
///   heap/        one Chronicle Map, see HeapFile; can always be made again
///   checkpoint   which commit the heap file stands at
///   large/       large objects, each in a file named by its hash
///   snapshots.json
///   lock, owner  who may write
/// ```
public final class LivingImage implements Image {
    private final Path home;
    private final ImageLimits limits;
    private final InstantSource clock;
    private final Pulses pulses;
    private final ImageLock owner;
    private final ObjectCodec cells;
    private final Journal journal;
    private final Heap heap;
    private final NameIndex names;
    private final Snapshots snapshots;
    private final GroupCommit committing;
    private final Checkpointer folding;
    private final OpenOutcome opened;
    private final DeltaFiles deltas;
    private final History history;
    private final Maintenance upkeep;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final JournalDamage wound;

    private LivingImage(
            Path home,
            ImageLimits limits,
            InstantSource clock,
            Pulses pulses,
            Disk disk,
            ImageLock owner)
            throws IOException {
        this.home = home;
        this.limits = limits;
        this.clock = clock;
        this.pulses = pulses;
        this.owner = owner;
        cells = new ObjectCodec(home.resolve("large"), limits.inlineBytes(), limits.largestBytes());
        snapshots = new Snapshots(home.resolve("snapshots.json"));
        deltas = new DeltaFiles(home.resolve("deltas"));
        var opening = new ImageOpener(home, limits, clock, disk);
        opened = opening.run();
        journal = opening.journal();
        heap = opening.heap();
        history = new History(this, journal, deltas);
        names = new NameIndex(heap);
        var link = new StateView.Link();
        var moment = StateView.present(this, opening.number, opening.size, opening.root, link);
        committing =
                new GroupCommit(
                        this,
                        journal,
                        heap,
                        names,
                        new GroupCommit.LatestState(moment, link, opening.next),
                        clock);
        folding =
                new Checkpointer(
                        heap,
                        journal,
                        committing,
                        opening.checkpointFile(),
                        text -> pulses.emit("image.trouble", text));
        var compaction =
                new Compaction(this, journal, deltas, history, committing, folding, limits);
        upkeep = new Maintenance(this, journal, heap, folding, compaction, limits, clock, pulses);
        wound = new JournalDamage(opening.damage(), journal, snapshots);
        if (wound.isOpen()) {
            committing.refuse("the image is read only: " + opened.line());
            return;
        }
        if (opening.isCostly()) {
            folding.ask();
        }
        upkeep.ask();
    }

    /// Opens the image in `home`, or makes an empty one there.
    ///
    /// @throws ImageInUse when another process has it
    /// @throws ImageFault when it cannot be opened; the message says why and what to do
    public static LivingImage open(
            Path home, ImageLimits limits, InstantSource clock, Pulses pulses) {
        return open(home, limits, clock, pulses, Disk.REAL);
    }

    static LivingImage open(
            Path home, ImageLimits limits, InstantSource clock, Pulses pulses, Disk disk) {
        ImageLock owner = null;
        try {
            Disk.folder(home);
            owner = ImageLock.of(home, clock.instant());
            return new LivingImage(home, limits, clock, pulses, disk, owner);
        } catch (IOException | RuntimeException e) {
            if (owner != null) {
                owner.release();
            }
            if (e instanceof RuntimeException known) {
                throw known;
            }
            throw new ImageFault(
                    "cannot open the image %s: %s. Next: mend that, or choose another --home"
                            .formatted(home, FileErrors.told((IOException) e)),
                    e);
        }
    }

    /// How it was found when it was opened.
    public OpenOutcome opened() {
        return opened;
    }

    Heap heap() {
        return heap;
    }

    Maintenance upkeep() {
        return upkeep;
    }

    ObjectCodec cells() {
        return cells;
    }

    SequencedMap<String, Oid> names(String kind) {
        return names.of(kind);
    }

    @Override
    public View now() {
        return committing.present().moment();
    }

    @Override
    public View at(long number) {
        return past(number);
    }

    StateView past(long number) {
        return history.at(number, committing.present());
    }

    @Override
    public Oid fresh() {
        return committing.fresh();
    }

    @Override
    public Commit commit(Cause cause, Change change) throws Conflict {
        var drafts = new ArrayList<ObjectWrite>();
        var hashing = new ObjectHasher();
        var page = new ByteWriter();
        change.edits()
                .forEach((oid, form) ->
                        drafts.add(
                                new ObjectWrite(
                                        oid.value(),
                                        form.map(it -> cells.of(it, page)).orElse(null),
                                        hashing)));
        upkeep.brake();
        return told(committing.commit(cause, moment(change.base()), drafts));
    }

    private Commit told(Commit commit) {
        upkeep.committed();
        var cause = commit.cause();
        pulses.emit("commit", commit.number() + " " + cause.author() + ": " + cause.line());
        return commit;
    }

    StateView moment(View view) {
        if (view instanceof StateView moment && moment.image() == this) {
            return moment;
        }
        throw new IllegalArgumentException("a view of another image than " + home);
    }

    @Override
    public List<Commit> log(int limit) {
        return history.log(now().number(), limit, entry -> true);
    }

    @Override
    public List<Commit> log(Oid oid, int limit) {
        return history.log(
                now().number(),
                limit,
                entry -> entry.edits().stream().anyMatch(edit -> edit.oid == oid.value()));
    }

    @Override
    public List<Deed> deeds(int limit) {
        return history.deeds(now().number(), limit);
    }

    @Override
    public List<Difference> changes(long commit) {
        return history.changes(commit, cells);
    }

    @Override
    public Commit undo(int deeds, Cause cause) {
        return compute(
                cause,
                latest -> History.toward(past(history.before(deeds, latest.number())), heap));
    }

    @Override
    public Commit restore(String nameOrNumber, Cause cause) {
        var number = snapshots.number(nameOrNumber);
        return compute(cause, latest -> History.toward(past(number), heap));
    }

    @Override
    public Snapshot save(String name) {
        var now = now();
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
        return new StateDiff(cells).between(moment(a), moment(b));
    }

    @Override
    public List<String> verify(Progress progress) {
        var faults = new ArrayList<>(wound.told());
        faults.addAll(
                new Verification(this, journal, progress).run(moment(now()), snapshots.all()));
        return faults;
    }

    /// Every object at a moment, in no order. The heap file rests meanwhile; commits go on.
    void each(StateView moment, ObjLongConsumer<byte[]> visitor) {
        folding.resting(() -> {
            var changed = moment.changed();
            changed.forEach(oid -> visit(moment, oid, visitor));
            heap.each(oid -> {
                if (!changed.contains(oid)) {
                    visit(moment, oid, visitor);
                }
            });
        });
    }

    private static void visit(StateView moment, long oid, ObjLongConsumer<byte[]> visitor) {
        var cell = moment.cell(oid);
        if (cell != null) {
            visitor.accept(cell, oid);
        }
    }

    /// The heap file does not hold what the journal says.
    ///
    /// @return what to do
    String distrust() {
        return folding.distrust();
    }

    long nextFresh() {
        return committing.nextFresh();
    }

    void reserve(long number) {
        committing.reserve(number);
    }

    /// Commits what is computed on the exact state that it will be applied to.
    Commit compute(Cause cause, Function<StateView, List<ObjectWrite>> drafts) {
        upkeep.brake();
        return told(committing.compute(cause, drafts));
    }

    @Override
    public void export(Path file) {
        new ObjectTransfer(this, limits).export(file, moment(now()), clock);
    }

    @Override
    public Commit bringIn(Path file, Cause cause) {
        return new ObjectTransfer(this, limits).bringIn(file, cause);
    }

    @Override
    public MergeReport merge(
            Path file, BiPredicate<String, String> chosen, boolean theirs, Cause cause) {
        return new ObjectTransfer(this, limits).merge(file, chosen, theirs, cause);
    }

    @Override
    public List<Oid> collect(Cause cause, Collection<Oid> roots, boolean dry) {
        return upkeep.collect(cause, roots, dry);
    }

    @Override
    public CompactionReport compact(Cause cause, boolean dry) {
        return upkeep.compact(cause, dry);
    }

    @Override
    public String truncate() {
        return committing.exclusively(present -> {
            var told = wound.cut(present.moment());
            committing.accept();
            folding.ask();
            return told;
        });
    }

    @Override
    public long bytes() {
        try {
            return Disk.size(home);
        } catch (IOException e) {
            throw new ImageFault("cannot list " + home + ": " + FileErrors.reason(e), e);
        }
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
        var readOnly = wound.isOpen() || journal.broken() != null;
        committing.refuse("the image " + home + " is closed");
        upkeep.close();
        try {
            try {
                if (!readOnly) {
                    folding.close();
                }
            } finally {
                journal.close();
                heap.close();
                owner.release();
            }
        } catch (IOException e) {
            throw new ImageFault(
                    "%s was not closed in order: %s. Every commit is in the journal, and the next opening brings the heap up to date"
                            .formatted(home, FileErrors.told(e)),
                    e);
        }
        if (Files.notExists(home)) {
            throw new ImageFault(home + " is gone");
        }
    }
}
