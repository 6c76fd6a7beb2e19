package batos.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Opens the image in a home: brings heap and journal to the same commit, and reports what was
/// found.
///
/// | found | done |
/// |---|---|
/// | nothing | an empty image is made |
/// | a checkpoint, heap at rest | the heap is opened as it is, the journal behind it replayed |
/// | a checkpoint, heap being written, same run of the system | recovery scan of the heap, replay, and a look at every object: the scan was seen to lose one |
/// | the same after a power failure, or no usable heap | the heap is rebuilt from base and journal |
/// | a damaged journal | replay up to the damage; read only |
final class ImageOpener {
    private final Path home;
    private final ImageLimits limits;
    private final Journal journal;
    private final Path heaps;
    private final Path checkpointFile;
    private final long began;
    private final InstantSource clock;

    private String how = "";
    private boolean rebuilding;
    private boolean scanned;
    private long replayed;
    private long end;
    private Replay.JournalEnd.@Nullable Damage damage;
    private @Nullable Checkpoint resting;
    private @Nullable Heap heap;
    private long number;
    private long size;
    private long next = 1;
    private RootHash root = RootHash.EMPTY;

    private ImageOpener(Path home, ImageLimits limits, InstantSource clock, Disk disk)
            throws IOException {
        this.home = home;
        this.limits = limits;
        this.clock = clock;
        this.began = clock.millis();
        this.heaps = home.resolve("heap");
        this.checkpointFile = home.resolve("checkpoint");
        this.journal = new Journal(home.resolve("journal"), limits.segmentBytes(), disk);
    }

    private Heap heap() {
        return java.util.Objects.requireNonNull(heap);
    }

    /// Opens the image, or creates an empty one.
    static OpenedImage open(Path home, ImageLimits limits, InstantSource clock, Disk disk)
            throws IOException {
        var opener = new ImageOpener(home, limits, clock, disk);
        var outcome = opener.run();
        return new OpenedImage(
                opener.journal,
                opener.heap(),
                opener.checkpointFile,
                opener.number,
                opener.size,
                opener.next,
                opener.root,
                outcome,
                opener.damage,
                opener.isCostly());
    }

    private OpenOutcome run() throws IOException {
        var unreadable = segments();
        var checkpoint = Checkpoint.load(checkpointFile);
        if (checkpoint == null && journal.isEmpty() && unreadable.isEmpty()) {
            heap =
                    new Heap(
                            heaps,
                            limits.heapBytes(),
                            Heap.fresh(heaps, "000001.map", limits.heapBytes()));
            journal.roll(1, 0, RootHash.EMPTY);
            checkpoint(journal.spot()).save(checkpointFile);
            return new OpenOutcome.Created();
        }
        if (checkpoint == null) {
            how = "the checkpoint was missing, the heap was rebuilt";
        }
        var ending = replayed(checkpoint);
        if (scanned && !heap().holds(size, root)) {
            heap().close();
            how = "the scan of the heap had lost something, the heap was rebuilt";
            ending = replayed(null);
        }
        tidyHeaps(rebuilding ? null : checkpoint);
        return switch (ending) {
            case Replay.JournalEnd.Damage found -> damage(found);
            case Replay.JournalEnd.Torn(var bytes) when unreadable.isEmpty() -> {
                journal.resume(end);
                yield recovered(bytes);
            }
            case Replay.JournalEnd.Proper p when unreadable.isEmpty() -> {
                journal.resume(end);
                var clean =
                        checkpoint != null
                                && checkpoint.phase() == Checkpoint.Phase.CLOSED
                                && how.isEmpty()
                                && replayed == 0;
                yield clean ? new OpenOutcome.Clean() : recovered(0);
            }
            case Replay.JournalEnd.Torn t -> damage(behind(unreadable.getFirst()));
            case Replay.JournalEnd.Proper p -> damage(behind(unreadable.getFirst()));
        };
    }

    /// Brings the heap of the checkpoint, or a new one where that is of no use, to the journal's
    /// end.
    private Replay.JournalEnd replayed(@Nullable Checkpoint checkpoint) throws IOException {
        var file = checkpoint == null ? null : file(checkpoint);
        Journal.Position from;
        if (file != null && checkpoint != null) {
            number = checkpoint.number();
            size = checkpoint.size();
            next = checkpoint.next();
            root = checkpoint.root();
            from = checkpoint.spot();
            resting = checkpoint;
        } else {
            Files.deleteIfExists(checkpointFile);
            Disk.force(home);
            rebuilding = true;
            resting = null;
            number = 0;
            size = 0;
            next = 1;
            root = RootHash.EMPTY;
            file = Heap.fresh(heaps, unused(), limits.heapBytes());
            heap = new Heap(heaps, limits.heapBytes(), file);
            from = base(heap);
        }
        heap = heap == null ? new Heap(heaps, limits.heapBytes(), file) : heap;
        var started = number;
        var replay = replay(from);
        var ending = replay.run(from, this::take);
        if (replay.mended() > 0) {
            how =
                    (how.isEmpty() ? "" : how + "; ")
                            + "%d flipped bit%s mended"
                                    .formatted(replay.mended(), replay.mended() == 1 ? "" : "s");
        }
        replayed = number - started;
        end = replay.end();
        return ending;
    }

    private OpenOutcome recovered(long torn) {
        return new OpenOutcome.Recovered(replayed, clock.millis() - began, torn, how);
    }

    private Replay replay(Journal.Position from) {
        var segment = journal.segments().get(from.segment());
        return rebuilding && segment != null
                ? new Replay(journal, segment.first - 1, segment.sizeBefore, segment.rootBefore)
                : new Replay(journal, number, size, root);
    }

    /// An unreadable segment behind all that was read.
    private Replay.JournalEnd.Damage behind(String unreadable) {
        return new Replay.JournalEnd.Damage(unreadable, journal.segments().lastKey(), end);
    }

    private OpenOutcome damage(Replay.JournalEnd.Damage found) throws IOException {
        damage = found;
        journal.rest(found.segment(), found.offset());
        return new OpenOutcome.Damage(
                number,
                found.where(),
                "batos --home %s image export FILE saves what reads, batos --home %s image truncate goes on from there"
                        .formatted(home, home));
    }

    /// Opens all segments; answers what does not read.
    private List<String> segments() throws IOException {
        var unreadable = new ArrayList<String>();
        try (var files = Files.list(journal.folder())) {
            for (var path : files.filter(p -> p.toString().endsWith(".log")).sorted().toList()) {
                try {
                    journal.add(Segment.open(path));
                } catch (DamagedData e) {
                    if (Files.size(path) < Segment.HEADER && isLast(path)) {
                        Files.delete(path); // its making was cut off: nothing was ever in it
                        continue;
                    }
                    unreadable.add("journal segment " + path.getFileName() + ": " + e.getMessage());
                }
            }
        }
        return unreadable;
    }

    private boolean isLast(Path path) throws IOException {
        try (var files = Files.list(journal.folder())) {
            return files.filter(p -> p.toString().endsWith(".log"))
                    .allMatch(p -> p.compareTo(path) <= 0);
        }
    }

    /// The heap file of the checkpoint, opened as it needs to be; null when it must be rebuilt.
    private @Nullable HeapFile file(Checkpoint checkpoint) throws IOException {
        var path = heaps.resolve(checkpoint.heap());
        if (!Files.exists(path)) {
            how = "the heap file was missing and was rebuilt";
            return null;
        }
        try {
            if (checkpoint.phase() != Checkpoint.Phase.FOLDING) {
                return whole(HeapFile.open(path), checkpoint);
            }
            if (checkpoint.boot().equals(Checkpoint.thisBoot())) {
                heap = new Heap(heaps, limits.heapBytes(), HeapFile.recover(path));
                heap.salvage();
                how = "the heap was scanned";
                scanned = true;
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

    private static HeapFile whole(HeapFile file, Checkpoint checkpoint) throws IOException {
        if (file.entries() < checkpoint.size()) {
            var held = file.entries();
            file.close();
            throw new IOException(
                    "%s holds %d entries, and there were %d objects"
                            .formatted(file.path, held, checkpoint.size()));
        }
        return file;
    }

    private String unused() {
        for (int i = 1; ; i++) {
            var name = "%06d.map".formatted(i);
            if (!Files.exists(heaps.resolve(name))) {
                return name;
            }
        }
    }

    /// Fills the empty heap with the newest full state there is; answers where the journal goes on.
    private Journal.Position base(Heap filling) throws IOException {
        if (journal.isEmpty()) {
            throw new ImageFault(
                    "the journal in %s is missing. Next: put it back from a backup, or import an export into a new home"
                            .formatted(journal.folder()));
        }
        var path = newestBase();
        if (path != null) {
            var manifest =
                    Archive.read(
                            path, Integer.MAX_VALUE - 8, (cell, oid) -> fill(filling, cell, oid));
            number = manifest.number();
            size = manifest.objects();
            next = manifest.next();
            root = manifest.root();
        }
        var segment = journal.segments().floorKey(number + 1);
        if (segment == null) {
            throw new ImageFault(
                    "the heap cannot be rebuilt: the journal begins with commit %d and there is no full state before it. Next: put %s back from a backup, or import an export into a new home"
                            .formatted(journal.first(), home.resolve("base")));
        }
        return new Journal.Position(segment, Segment.HEADER);
    }

    private @Nullable Path newestBase() throws IOException {
        var bases = home.resolve("base");
        if (!Files.isDirectory(bases)) {
            return null;
        }
        try (var files = Files.list(bases)) {
            return files.filter(p -> p.toString().endsWith(".base"))
                    .max(java.util.Comparator.naturalOrder())
                    .orElse(null);
        }
    }

    private void fill(Heap filling, byte[] cell, long oid) {
        filling.apply(List.of(new Edit(oid, null, cell)));
        if (filling.freshBytes() > limits.foldBytes()) {
            fold(filling);
        }
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
        if (filling.freshBytes() > limits.foldBytes()) {
            fold(filling);
        }
    }

    /// Whether a checkpoint should be made soon, because the next opening would else be as slow.
    private boolean isCostly() {
        return rebuilding || !how.isEmpty();
    }

    private void fold(Heap heap) {
        try {
            if (resting != null) {
                resting.with(Checkpoint.Phase.FOLDING, Checkpoint.thisBoot()).save(checkpointFile);
                resting = null;
            }
            heap.turn();
            heap.fold();
        } catch (IOException e) {
            throw new ImageFault("cannot rebuild the heap: " + FileErrors.reason(e), e);
        }
    }

    /// The file that a checkpoint names stays, even outgrown, until the next checkpoint.
    private void tidyHeaps(@Nullable Checkpoint checkpoint) throws IOException {
        var used = heap().file().path;
        var named = checkpoint == null ? used : heaps.resolve(checkpoint.heap());
        try (var files = Files.list(heaps)) {
            for (var path : files.filter(p -> !p.equals(used) && !p.equals(named)).toList()) {
                Files.delete(path);
            }
        }
    }

    private Checkpoint checkpoint(Journal.Position spot) {
        return new Checkpoint(
                heap().file().path.getFileName().toString(),
                number,
                size,
                next,
                root,
                spot,
                Checkpoint.Phase.OPEN,
                Checkpoint.thisBoot());
    }
}
