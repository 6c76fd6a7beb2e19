package batos.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Opens the image in a home, or creates one where there is none, and reports its condition.
///
/// Several places of the home give the last commit of the image. Where these contradict each other
/// the image opens read only, with the facts: it never opens as less than it was without a word.
final class ImageOpener {
    private final Path home;
    private final InstantSource clock;
    private final Snapshots snapshots;
    private final HeapFiles files;
    private final Journal journal;
    private final HomeIdentity identity;
    private final HeapOpener heap;
    private final FileStamps stamps;
    private final long began;

    private ImageOpener(
            Path home,
            ImageLimits limits,
            InstantSource clock,
            Disk disk,
            Snapshots snapshots,
            HeapFiles files)
            throws IOException {
        this.home = home;
        this.clock = clock;
        this.snapshots = snapshots;
        this.files = files;
        this.began = clock.millis();
        this.journal = new Journal(home.resolve("journal"), limits.segmentBytes(), disk);
        this.identity = new HomeIdentity(home, journal.folder());
        this.stamps = FileStamps.load(home);
        this.heap = new HeapOpener(home, limits, journal, files, stamps);
    }

    /// @param files in memory where the disk cannot be written: the image is then read only
    static OpenedImage open(
            Path home,
            ImageLimits limits,
            InstantSource clock,
            Disk disk,
            Snapshots snapshots,
            HeapFiles files)
            throws IOException {
        return new ImageOpener(home, limits, clock, disk, snapshots, files).run();
    }

    private boolean isWritable() {
        return files == HeapFiles.ON_DISK;
    }

    private OpenedImage run() throws IOException {
        if (isWritable()) {
            Disk.folder(journal.folder());
        }
        var unreadable = segments();
        var checkpoint = Checkpoint.load(CheckpointFile.path(home));
        if (checkpoint == null) {
            checkpoint = Checkpoint.load(CheckpointFile.copy(home));
        }
        if (journal.isEmpty() && unreadable.isEmpty()) {
            return checkpoint == null && traces().isEmpty()
                    ? created()
                    : withoutJournal(checkpoint);
        }
        var foreign = foreign(checkpoint);
        if (foreign.isPresent()) {
            return alone(checkpoint, foreign.get());
        }
        var end = heap.open(checkpoint);
        var known = KnownCommit.latest(checkpoint, snapshots);
        return switch (end) {
            case Replay.JournalEnd.Damage found -> damaged(found);
            case Replay.JournalEnd.Torn(var bytes) -> ended(checkpoint, known, unreadable, bytes);
            case Replay.JournalEnd.Proper _ -> ended(checkpoint, known, unreadable, 0);
        };
    }

    private OpenedImage ended(
            @Nullable Checkpoint checkpoint,
            Optional<KnownCommit> known,
            List<String> unreadable,
            long torn)
            throws IOException {
        if (!unreadable.isEmpty()) {
            return damaged(behind(unreadable.getFirst()));
        }
        if (known.isPresent() && known.get().number() > heap.number()) {
            return damaged(
                    behind(
                            "the journal in %s ends with commit %d, but %s knows commit %d"
                                    .formatted(
                                            journal.folder(),
                                            heap.number(),
                                            known.get().where(),
                                            known.get().number())));
        }
        if (!isWritable()) {
            journal.rest(journal.segments().lastKey(), heap.end());
            return found(
                    new OpenOutcome.ReadOnly(heap.number(), home + " cannot be written"), null);
        }
        journal.resume(heap.end(), heap.lastRecord());
        if (heap.isCorrected()) {
            journal.correct(heap.number() + 1, heap.size(), heap.root());
        }
        identity.complete();
        var clean =
                checkpoint != null
                        && checkpoint.phase() == Checkpoint.Phase.CLOSED
                        && heap.how().isEmpty()
                        && heap.replayed() == 0;
        return found(
                clean
                        ? new OpenOutcome.Clean()
                        : new OpenOutcome.Recovered(
                                heap.replayed(), clock.millis() - began, torn, heap.how()),
                null);
    }

    /// Behind all that was read.
    private Replay.JournalEnd.Damage behind(String where) {
        return new Replay.JournalEnd.Damage(where, journal.segments().lastKey(), heap.end());
    }

    private OpenedImage created() throws IOException {
        if (!isWritable()) {
            throw new ImageFault(
                    ImageFault.Reason.READ_ONLY,
                    "there is no image in %s, and none can be made: it cannot be written. Next: choose another --home"
                            .formatted(home));
        }
        heap.create();
        journal.roll(1, 0, RootHash.EMPTY);
        identity.complete();
        var checkpoint =
                new Checkpoint(
                        heap.heap().file().path.getFileName().toString(),
                        0,
                        0,
                        1,
                        RootHash.EMPTY,
                        journal.spot(),
                        Checkpoint.Phase.OPEN,
                        Checkpoint.thisBoot(),
                        0);
        CheckpointFile.saveBoth(home, checkpoint);
        return found(new OpenOutcome.Created(), null);
    }

    private OpenedImage found(OpenOutcome outcome, Replay.JournalEnd.@Nullable Damage damage) {
        return new OpenedImage(
                journal,
                heap.heap(),
                identity,
                stamps,
                heap.number(),
                heap.size(),
                heap.next(),
                heap.root(),
                outcome,
                damage,
                heap.isRebuilt() || !heap.how().isEmpty());
    }

    private OpenedImage damaged(Replay.JournalEnd.Damage damage) throws IOException {
        journal.rest(damage.segment(), damage.offset());
        var next =
                "batos --home %s image export FILE saves what can be read, batos --home %s image truncate goes on from there"
                        .formatted(home, home);
        return found(new OpenOutcome.Damage(heap.number(), damage.where(), next), damage);
    }

    /// Files that only a used image leaves. Folders without a file are no trace: a disk that was
    /// full while an image was made has those.
    private List<String> traces() throws IOException {
        var traces = new ArrayList<String>();
        for (var name : List.of("heap", "base", "large", "deltas", "snapshots.json", "identity")) {
            var path = home.resolve(name);
            if (Files.exists(path) && !isEmptyFolder(path)) {
                traces.add(name);
            }
        }
        return traces;
    }

    private static boolean isEmptyFolder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return false;
        }
        try (var files = Files.list(path)) {
            return files.findAny().isEmpty();
        }
    }

    private OpenedImage withoutJournal(@Nullable Checkpoint checkpoint) throws IOException {
        return alone(
                checkpoint,
                "the journal in %s is missing, but there is %s"
                        .formatted(journal.folder(), String.join(", ", traces())));
    }

    /// Opens the heap as it was at a checkpoint, without the journal, read only.
    private OpenedImage alone(@Nullable Checkpoint checkpoint, String why) throws IOException {
        if (checkpoint == null || !heap.openAlone(checkpoint)) {
            throw new ImageFault(
                    ImageFault.Reason.DAMAGED,
                    "%s; and the heap alone cannot be read: %s. Next: put %s back from a backup, or import an export into a new --home"
                            .formatted(
                                    why,
                                    checkpoint == null
                                            ? "its checkpoint is missing too"
                                            : heap.how().isEmpty()
                                                    ? "it was being written"
                                                    : heap.how(),
                                    journal.folder()));
        }
        return damaged(new Replay.JournalEnd.Damage(why, Replay.JournalEnd.Damage.UNBELIEVED, 0));
    }

    /// The reason why the journal cannot be this image's; empty where it can.
    private Optional<String> foreign(@Nullable Checkpoint checkpoint) throws IOException {
        var contradiction = identity.contradiction();
        if (contradiction.isPresent() || checkpoint == null) {
            return contradiction;
        }
        var segment = journal.segments().get(checkpoint.spot().segment());
        if (segment == null || segment.length() < checkpoint.spot().offset()) {
            return Optional.empty(); // too short: the replay says so
        }
        return leadsTo(checkpoint, segment)
                ? Optional.empty()
                : Optional.of(
                        "the journal in %s is not the one that led to commit %d of this image"
                                .formatted(journal.folder(), checkpoint.number()));
    }

    private static boolean leadsTo(Checkpoint checkpoint, Segment segment) throws IOException {
        if (checkpoint.spot().offset() == Segment.HEADER) {
            return segment.first == checkpoint.number() + 1
                    && segment.rootBefore.equals(checkpoint.root());
        }
        var at = checkpoint.lastRecord();
        var frame = at == 0 ? null : segment.frame(at);
        if (frame != null && matches(checkpoint, segment.entry(frame))) {
            return true;
        }
        try {
            var end = checkpoint.spot().offset();
            var offset = segment.offset(checkpoint.number(), end);
            frame = segment.frame(offset);
            return frame == null
                    ? at == 0 || segment.hasBoundary(at)
                    : matches(checkpoint, segment.entry(frame));
        } catch (DamagedData e) {
            return at == 0 || segment.hasBoundary(at);
        }
    }

    private static boolean matches(Checkpoint checkpoint, JournalEntry entry) {
        return entry.number() == checkpoint.number() && entry.root().equals(checkpoint.root());
    }

    /// Opens all segments.
    ///
    /// @return the segments that cannot be read
    private List<String> segments() throws IOException {
        var unreadable = new ArrayList<String>();
        if (!Files.isDirectory(journal.folder())) {
            return unreadable;
        }
        var paths = Journal.files(journal.folder());
        for (var path : paths) {
            try {
                journal.add(Segment.open(path));
            } catch (DamagedData e) {
                var last = path.equals(paths.getLast());
                if (Files.size(path) < Segment.HEADER && last && isWritable()) {
                    Files.delete(path); // its making was cut off: nothing was ever in it
                    continue;
                }
                unreadable.add("journal segment " + path.getFileName() + ": " + e.getMessage());
            }
        }
        return unreadable;
    }
}
