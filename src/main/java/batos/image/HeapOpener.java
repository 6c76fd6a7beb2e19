package batos.image;

import batos.text.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Brings a heap to the end of the journal while the image is opened: the file that a checkpoint
/// names where it is of use, otherwise a new one, filled from base and journal.
///
/// | found | done |
/// |---|---|
/// | a checkpoint, heap at rest | the file is opened as it is, the journal behind it replayed |
/// | a checkpoint, heap being written, same run of the system | recovery scan, replay, and a look at every object: the scan was seen to lose one |
/// | this after a power failure, a heap at rest that was not forced before one, or no usable heap | the heap is rebuilt from base and journal |
final class HeapOpener {
    private final Path home;
    private final Path heaps;
    private final ImageLimits limits;
    private final Journal journal;
    private final HeapFiles files;
    private final FileStamps stamps;
    private @Nullable Heap heap;
    private @Nullable Checkpoint resting;
    private boolean rebuilding;
    private boolean corrected;

    /// Whether every object must be compared with the root before the heap file is believed: a scan
    /// may have dropped some, or nobody noted sums of what a killed process left.
    private boolean unproven;

    private String how = "";
    private long number;
    private long size;
    private long next = 1;
    private RootHash root = RootHash.EMPTY;
    private long replayed;
    private long end;
    private long lastRecord;

    HeapOpener(Path home, ImageLimits limits, Journal journal, HeapFiles files, FileStamps stamps) {
        this.home = home;
        this.heaps = home.resolve("heap");
        this.limits = limits;
        this.journal = journal;
        this.files = files;
        this.stamps = stamps;
    }

    /// The empty heap of a new image.
    void create() throws IOException {
        var file = Heap.fresh(files, heaps, "000001.map", limits.heapBytes());
        file.force();
        heap = new Heap(files, heaps, limits.heapBytes(), file);
    }

    /// @param checkpoint null where there is none, or none may be used
    Replay.JournalEnd open(@Nullable Checkpoint checkpoint) throws IOException {
        if (checkpoint == null) {
            how = "the checkpoint was missing, the heap was rebuilt";
        }
        var ending = replay(checkpoint);
        if (unproven && !new HeldObjects(size, root).areIn(heap())) {
            heap().close();
            heap = null;
            how =
                    how.isEmpty()
                            ? "the disk had changed the heap file, which was rebuilt"
                            : "the scan of the heap had lost something, the heap was rebuilt";
            ending = replay(null);
        }
        if (rebuilding && (checkpoint == null || unproven)) {
            correct();
        }
        if (files == HeapFiles.ON_DISK) {
            tidy(rebuilding ? null : checkpoint);
        }
        return ending;
    }

    /// Base and journal have every object as it was committed. But a commit made after the disk had
    /// changed the heap file counts, and adds to the root, by the changed bytes.
    private void correct() {
        var held = HeldObjects.of(heap());
        if (!held.equals(new HeldObjects(size, root))) {
            size = held.size();
            root = held.root();
            corrected = true;
            also(
                    "commits up to %d were made on a heap file that the disk had changed, and now count by the objects themselves"
                            .formatted(number));
        }
    }

    private void also(String what) {
        how = how.isEmpty() ? what : how + "; " + what;
    }

    /// Opens the heap as it was at a checkpoint, without the journal.
    ///
    /// @return false where that is not possible
    boolean openAlone(Checkpoint checkpoint) throws IOException {
        if (!checkpoint.isAtRest() || files != HeapFiles.ON_DISK) {
            return false;
        }
        var file = file(checkpoint);
        if (file == null) {
            return false;
        }
        startAt(checkpoint);
        heap = new Heap(files, heaps, limits.heapBytes(), file);
        return true;
    }

    private Replay.JournalEnd replay(@Nullable Checkpoint checkpoint) throws IOException {
        var file = checkpoint == null || files != HeapFiles.ON_DISK ? null : file(checkpoint);
        Journal.Position from;
        if (file != null && checkpoint != null) {
            startAt(checkpoint);
            from = checkpoint.spot();
            resting = checkpoint;
            heap = heap == null ? new Heap(files, heaps, limits.heapBytes(), file) : heap;
        } else {
            from = rebuild();
        }
        var started = number;
        var segment = journal.segments().get(from.segment());
        var replay =
                rebuilding && segment != null
                        ? new Replay(
                                journal, segment.first - 1, segment.sizeBefore, segment.rootBefore)
                        : new Replay(journal, number, size, root);
        var ending = replay.run(from, this::take);
        if (replay.mended() > 0) {
            also(
                    "%d flipped bit%s mended"
                            .formatted(replay.mended(), replay.mended() == 1 ? "" : "s"));
        }
        if (replay.number() == number) {
            size = replay.size();
            root = replay.root();
        }
        replayed = number - started;
        end = replay.end();
        if (replay.lastRecord() != 0 || replayed > 0) {
            lastRecord = replay.lastRecord();
        }
        return ending;
    }

    private void startAt(Checkpoint checkpoint) {
        number = checkpoint.number();
        size = checkpoint.size();
        next = checkpoint.next();
        root = checkpoint.root();
        lastRecord = checkpoint.lastRecord();
    }

    /// @return where the journal goes on behind the base
    private Journal.Position rebuild() throws IOException {
        rebuilding = true;
        resting = null;
        number = 0;
        size = 0;
        next = 1;
        root = RootHash.EMPTY;
        if (files == HeapFiles.ON_DISK) {
            Files.deleteIfExists(CheckpointFile.path(home));
            Files.deleteIfExists(CheckpointFile.copy(home));
            Disk.force(home);
        }
        return base(empty());
    }

    private Heap empty() throws IOException {
        var file = Heap.fresh(files, heaps, unused(), limits.heapBytes());
        var made = new Heap(files, heaps, limits.heapBytes(), file);
        heap = made;
        return made;
    }

    /// The heap file of the checkpoint, opened as it needs to be; null when it must be rebuilt.
    private @Nullable HeapFile file(Checkpoint checkpoint) throws IOException {
        var path = heaps.resolve(checkpoint.heap());
        if (!Files.exists(path)) {
            how = "the heap file was missing and was rebuilt";
            return null;
        }
        try {
            if (checkpoint.isAtRest()) {
                return rested(path, checkpoint);
            }
            if (checkpoint.isOfThisBoot()) {
                heap = new Heap(files, heaps, limits.heapBytes(), HeapFile.recover(path));
                heap.salvage();
                how = "the heap was scanned";
                unproven = true;
                return heap.file();
            }
            how = "the heap was rebuilt after a power failure";
        } catch (IOException | RuntimeException | AssertionError | InternalError e) {
            var why = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
            how = "the heap file did not open (" + why + ") and was rebuilt";
            if (heap != null) {
                heap.close();
                heap = null;
            }
        }
        return null;
    }

    /// A file that no process was writing to. Opening compares it with its sums where it was
    /// touched since the image was closed; else each part is compared when it is first used.
    private @Nullable HeapFile rested(Path path, Checkpoint checkpoint) throws IOException {
        var sums = HeapBlockSums.load(path, checkpoint.number());
        if (sums == null) {
            unproven = checkpoint.phase() != Checkpoint.Phase.CLOSED;
            return HeapFile.open(path).holding(checkpoint);
        }
        var compared = !stamps.isUntouched(path);
        if (compared && !sums.isSame()) {
            how = "the disk had changed the heap file, which was rebuilt";
            return null;
        }
        var first = StartupCache.load(path, checkpoint.number());
        return first == null
                ? HeapFile.open(path, sums, compared).holding(checkpoint)
                : HeapFile.resting(path, first, checkpoint, sums, compared);
    }

    private String unused() {
        for (int i = 1; ; i++) {
            var name = "%06d.map".formatted(i);
            if (!Files.exists(heaps.resolve(name))) {
                return name;
            }
        }
    }

    /// Fills the empty heap with the newest full state; answers where the journal goes on.
    private Journal.Position base(Heap filling) throws IOException {
        if (journal.isEmpty()) {
            throw new ImageFault(
                    ImageFault.Reason.DAMAGED,
                    "the journal in %s is missing, and the heap cannot be read without it. Next: put it back from a backup, or import an export into a new home"
                            .formatted(journal.folder()));
        }
        var path = BaseWriter.newest(home.resolve("base"));
        if (path != null) {
            try {
                var manifest =
                        Archive.read(
                                path,
                                Integer.MAX_VALUE - 8,
                                (cell, oid) -> fill(filling, cell, oid));
                number = manifest.number();
                size = manifest.objects();
                next = manifest.next();
                root = manifest.root();
            } catch (DamagedData | IOException e) {
                return withoutBase(path, e);
            }
        }
        var segment = journal.segments().floorKey(number + 1);
        if (segment == null) {
            throw new ImageFault(
                    ImageFault.Reason.DAMAGED,
                    "the heap cannot be rebuilt: the journal begins with commit %d and there is no full state before it. Next: put %s back from a backup, or import an export into a new home"
                            .formatted(journal.first(), home.resolve("base")));
        }
        return new Journal.Position(segment, Segment.HEADER);
    }

    /// The journal alone is enough where it still begins with the first commit.
    private Journal.Position withoutBase(Path base, Exception e) throws IOException {
        var why = e instanceof IOException io ? FileErrors.reason(io) : e.getMessage();
        if (journal.first() > 1) {
            throw new ImageFault(
                    ImageFault.Reason.DAMAGED,
                    "the heap must be rebuilt, and the full state that this begins with, %s, does not read: %s; the journal holds only the commits from %d on. Next: put that file back from a backup, or batos --home NEW image import FILE, with a file that image export wrote"
                            .formatted(base, why, journal.first()));
        }
        heap().close();
        empty();
        also(
                "the full state %s does not read (%s), so that the journal alone was used; image compact writes another"
                        .formatted(base, why));
        return new Journal.Position(journal.first(), Segment.HEADER);
    }

    private void fill(Heap filling, byte[] cell, long oid) {
        filling.apply(List.of(new Edit(oid, null, cell)));
        foldWhenLarge(filling);
    }

    private void take(JournalEntry entry) {
        if (entry.number() <= number) {
            return;
        }
        number = entry.number();
        size = entry.size();
        next = entry.next();
        root = entry.root();
        var filling = heap();
        filling.apply(entry.edits());
        foldWhenLarge(filling);
    }

    private void foldWhenLarge(Heap filling) {
        if (filling.freshBytes() <= limits.foldBytes()) {
            return;
        }
        try {
            if (resting != null) {
                CheckpointFile.saveBoth(
                        home, resting.with(Checkpoint.Phase.FOLDING, Checkpoint.thisBoot()));
                resting = null;
            }
            filling.turn();
            filling.fold(() -> false);
        } catch (IOException e) {
            throw new ImageFault(
                    ImageFault.Reason.DISK, "cannot rebuild the heap: " + FileErrors.reason(e), e);
        }
    }

    /// Deletes other heap files. The one that a checkpoint names stays, even outgrown, until the
    /// next checkpoint.
    private void tidy(@Nullable Checkpoint checkpoint) throws IOException {
        var used = heap().file().path.getFileName().toString();
        var named = checkpoint == null ? used : checkpoint.heap();
        try (var list = Files.list(heaps)) {
            for (var path : list.toList()) {
                var name = path.getFileName().toString();
                var map = name.replace(".sums", "").replace(".first", "");
                if (!map.equals(used)
                        && !map.equals(named)
                        && !name.equals("checkpoint")
                        && !name.equals(FileStamps.NAME)) {
                    Files.delete(path);
                }
            }
        }
    }

    Heap heap() {
        return java.util.Objects.requireNonNull(heap);
    }

    long number() {
        return number;
    }

    long size() {
        return size;
    }

    long next() {
        return next;
    }

    RootHash root() {
        return root;
    }

    /// The number of replayed commits.
    long replayed() {
        return replayed;
    }

    /// The offset at which the journal's good records end, in its last segment.
    long end() {
        return end;
    }

    long lastRecord() {
        return lastRecord;
    }

    /// The repairs that opening made beside a replay, in words; empty where it made none.
    String how() {
        return how;
    }

    /// Whether the objects are others than the last commit says.
    boolean isCorrected() {
        return corrected;
    }

    boolean isRebuilt() {
        return rebuilding;
    }
}
