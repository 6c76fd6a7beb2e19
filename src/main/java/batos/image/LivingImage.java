package batos.image;

import batos.nerve.Pulses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
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
    private final Owner owner;
    private final Cells cells;
    private final Journal journal;
    private final Heap heap;
    private final Names names;
    private final Snapshots snapshots;
    private final Committing committing;
    private final Folding folding;
    private final Opened opened;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile boolean warned;

    private LivingImage(
            Path home,
            ImageLimits limits,
            InstantSource clock,
            Pulses pulses,
            Disk disk,
            Owner owner)
            throws IOException {
        this.home = home;
        this.limits = limits;
        this.clock = clock;
        this.pulses = pulses;
        this.owner = owner;
        cells = new Cells(home.resolve("large"), limits.inlineBytes(), limits.largestBytes());
        snapshots = new Snapshots(home.resolve("snapshots.json"));
        var opening = new Opening(home, limits, clock, disk);
        opened = opening.run();
        journal = opening.journal();
        heap = opening.heap();
        names = new Names(heap);
        var link = new Moment.Link();
        var moment = Moment.present(this, opening.number, opening.size, opening.root, link);
        committing =
                new Committing(
                        this,
                        journal,
                        heap,
                        names,
                        new Committing.Present(moment, link, opening.next),
                        clock);
        folding =
                new Folding(
                        heap,
                        journal,
                        committing,
                        opening.checkpointFile(),
                        text -> pulses.emit("image.trouble", text));
        if (opened instanceof Opened.Damage damage) {
            committing.refuse("the image is read only: " + damage.line());
        } else if (opening.isCostly()) {
            folding.ask();
        }
    }

    /// Opens the image in `home`, or makes an empty one there.
    ///
    /// @throws ImageOwned when another process has it
    /// @throws ImageFault when it cannot be opened; the message says why and what to do
    public static LivingImage open(
            Path home, ImageLimits limits, InstantSource clock, Pulses pulses) {
        return open(home, limits, clock, pulses, Disk.REAL);
    }

    static LivingImage open(
            Path home, ImageLimits limits, InstantSource clock, Pulses pulses, Disk disk) {
        Owner owner = null;
        try {
            Disk.folder(home);
            owner = Owner.of(home, clock.instant());
            return new LivingImage(home, limits, clock, pulses, disk, owner);
        } catch (IOException | RuntimeException e) {
            if (owner != null) {
                owner.release();
            }
            if (e instanceof RuntimeException known) {
                throw known;
            }
            throw new ImageFault(
                    "cannot open the image %s: %s %s. Next: mend that, or choose another --home"
                            .formatted(home, e.getMessage(), Faults.reason((IOException) e)),
                    e);
        }
    }

    /// How it was found when it was opened.
    public Opened opened() {
        return opened;
    }

    Heap heap() {
        return heap;
    }

    Cells cells() {
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

    private Moment past(long number) {
        var present = committing.present();
        var latest = present.moment();
        if (number == latest.number()) {
            return latest;
        }
        if (number < journal.first() - 1 || number > latest.number()) {
            throw new ImageFault(
                    "no commit %d; the journal holds %d to %d"
                            .formatted(number, journal.first() - 1, latest.number()));
        }
        var since = new HashMap<Long, Moment.Was>();
        for (var n = latest.number(); n > number; n--) {
            var entry = journal.entry(n);
            var commit = entry.commit();
            for (var edit : entry.edits()) {
                since.put(edit.oid, new Moment.Was(edit.before, commit));
            }
        }
        long size;
        Root root;
        if (number == journal.first() - 1) {
            var segment = journal.segments().firstEntry().getValue();
            size = segment.sizeBefore;
            root = segment.rootBefore;
        } else {
            var entry = journal.entry(number);
            size = entry.size();
            root = entry.root();
        }
        return new Moment(this, number, size, root, since, present.link());
    }

    @Override
    public Oid fresh() {
        return committing.fresh();
    }

    @Override
    public Commit commit(Cause cause, Change change) throws Conflict {
        var drafts = new ArrayList<Committing.Draft>();
        change.edits()
                .forEach((oid, form) ->
                        drafts.add(
                                new Committing.Draft(
                                        oid.value(), form.map(cells::of).orElse(null))));
        return told(committing.commit(cause, moment(change.base()), drafts));
    }

    private Commit told(Commit commit) {
        if (heap.freshBytes() > limits.foldBytes()) {
            folding.ask();
        }
        pulses.emit(
                "commit",
                "%d %s: %s"
                        .formatted(
                                commit.number(), commit.cause().author(), commit.cause().line()));
        return commit;
    }

    private Moment moment(View view) {
        if (view instanceof Moment moment && moment.image() == this) {
            return moment;
        }
        throw new IllegalArgumentException("a view of another image than " + home);
    }

    @Override
    public long update(Cause cause, Consumer<Change> edit) {
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

    @Override
    public List<Commit> log(int limit) {
        var commits = new ArrayList<Commit>();
        for (var n = now().number(); n >= journal.first() && commits.size() < limit; n--) {
            commits.add(journal.entry(n).commit());
        }
        return commits;
    }

    @Override
    public List<Commit> log(Oid oid, int limit) {
        var commits = new ArrayList<Commit>();
        for (var n = now().number(); n >= journal.first() && commits.size() < limit; n--) {
            var entry = journal.entry(n);
            if (entry.edits().stream().anyMatch(edit -> edit.oid == oid.value())) {
                commits.add(entry.commit());
            }
        }
        return commits;
    }

    @Override
    public Commit undo(int deeds, Cause cause) {
        return told(
                committing.compute(cause, latest -> toward(past(before(deeds, latest.number())))));
    }

    /// The commit before the last `deeds` deeds.
    private long before(int deeds, long latest) {
        var number = latest;
        for (int i = 0; i < deeds && number >= journal.first(); i++) {
            var deed = journal.entry(number).cause().deed();
            while (number >= journal.first() && journal.entry(number).cause().deed() == deed) {
                number--;
            }
        }
        if (number > 0 && number < journal.first()) {
            throw new ImageFault(
                    "%d deeds lie behind commit %d, where the journal begins. Next: image list names the snapshots that lead further back"
                            .formatted(deeds, journal.first()));
        }
        return number;
    }

    @Override
    public Commit restore(String nameOrNumber, Cause cause) {
        var number =
                snapshots
                        .get(nameOrNumber)
                        .map(Snapshot::number)
                        .orElseGet(() -> number(nameOrNumber));
        return told(committing.compute(cause, latest -> toward(past(number))));
    }

    private long number(String text) {
        if (text.matches("[0-9]{1,18}")) {
            return Long.parseLong(text);
        }
        throw new ImageFault(
                "no snapshot '%s'. Known: %s. Next: image list"
                        .formatted(text, snapshots.all().stream().map(Snapshot::name).toList()));
    }

    /// What has to be done to the present to make it equal to a past state.
    private List<Committing.Draft> toward(Moment past) {
        var drafts = new ArrayList<Committing.Draft>();
        for (var oid : new TreeSet<>(past.changed())) {
            var then = past.cell(oid);
            if (!Differences.same(then, heap.get(oid))) {
                drafts.add(new Committing.Draft(oid, then));
            }
        }
        return drafts;
    }

    @Override
    public Snapshot save(String name) {
        if (name.isBlank() || name.matches("[0-9]+") || name.length() > 200) {
            throw new ImageFault(
                    "'%s' is no name for a snapshot: a word of up to 200 characters that is not a number is"
                            .formatted(name));
        }
        var now = now();
        var snapshot = new Snapshot(name, now.number(), clock.instant(), now.size(), 0, now.root());
        try {
            snapshots.put(snapshot, limits.keptSnapshots());
        } catch (IOException e) {
            throw new ImageFault("cannot save " + name + ": " + Faults.reason(e), e);
        }
        return snapshot;
    }

    @Override
    public List<Snapshot> snapshots() {
        return snapshots.all();
    }

    @Override
    public void delete(String snapshot) {
        try {
            if (!snapshots.remove(snapshot)) {
                number(snapshot + "!");
            }
        } catch (IOException e) {
            throw new ImageFault("cannot delete " + snapshot + ": " + Faults.reason(e), e);
        }
    }

    @Override
    public List<Difference> diff(View a, View b) {
        return new Differences(cells).between(moment(a), moment(b));
    }

    @Override
    public List<String> verify() {
        return new Verification(this, journal).run(moment(now()));
    }

    /// Every object at a moment, in no order.
    void each(Moment moment, ObjLongConsumer<byte[]> visitor) {
        folding.resting(() ->
                heap.each(oid -> {
                    var cell = moment.cell(oid);
                    if (cell != null) {
                        visitor.accept(cell, oid);
                    }
                }));
    }

    /// @throws ImageFault when the disk has less than the reserve left
    void checkRoom() {
        var free = home.toFile().getUsableSpace();
        if (free < limits.reserveBytes()) {
            throw new ImageFault(
                    "nothing was committed: only %,d bytes are free where %s lies, %,d are kept in reserve. Next: make room, or image compact"
                            .formatted(free, home, limits.reserveBytes()));
        }
        if (free < 8 * limits.reserveBytes() && !warned) {
            warned = true;
            pulses.emit(
                    "image.trouble", "only %,d bytes are free where %s lies".formatted(free, home));
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
        var readOnly = committing.refusal() != null;
        committing.refuse("the image " + home + " is closed");
        try {
            if (!readOnly) {
                folding.close();
                journal.close();
            }
            heap.close();
            owner.release();
        } catch (IOException e) {
            throw new ImageFault("cannot close " + home + ": " + Faults.reason(e), e);
        }
        if (Files.notExists(home)) {
            throw new ImageFault(home + " is gone");
        }
    }
}
