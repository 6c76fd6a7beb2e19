package batos.image;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The truth of the image: every commit that is kept, in order, in segments.
///
/// A commit is acknowledged when its record is forced. Appending is for one thread at a time;
/// reading is for any.
final class Journal implements Closeable {
    /// The file is made longer ahead of need, first by so many zeros, then each time by twice as
    /// many: a forced write that moves its end costs twenty times one that does not.
    private static final int CHUNK = 1 << 18;

    private static final int LARGEST_CHUNK = 1 << 21;

    /// Bytes of the shortest segment that is packed.
    private static final long WORTH_PACKING = 1 << 15;

    private final Path folder;
    private final long segmentBytes;
    private final Disk disk;
    private final NavigableMap<Long, Segment> segments = new ConcurrentSkipListMap<>();
    private final ByteWriter batch = new ByteWriter();
    private final JournalCheck check = new JournalCheck(this);
    private final ReadWriteLock past = new ReentrantReadWriteLock();
    private Disk.@Nullable SyncedFile tail;
    private volatile long end;
    private volatile long lastRecord;
    private long following;
    private @Nullable HeldObjects held;
    private long allocated;
    private int chunk = CHUNK;
    private @Nullable String broken;

    Journal(Path folder, long segmentBytes, Disk disk) {
        this.folder = folder;
        this.segmentBytes = segmentBytes;
        this.disk = disk;
    }

    /// The place of a record.
    record Position(long segment, long offset) {}

    /// Runs while nothing of the past is forgotten.
    <T> T keeping(Supplier<T> work) {
        past.readLock().lock();
        try {
            return work.get();
        } finally {
            past.readLock().unlock();
        }
    }

    interface Forgetting {
        void run() throws IOException;
    }

    /// Runs while nobody looks into the past.
    void forgetting(Forgetting work) throws IOException {
        past.writeLock().lock();
        try {
            work.run();
        } finally {
            past.writeLock().unlock();
        }
    }

    NavigableMap<Long, Segment> segments() {
        return segments;
    }

    Path folder() {
        return folder;
    }

    void add(Segment segment) {
        segments.put(segment.first, segment);
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    /// Goes on writing behind the last good record of the last segment.
    ///
    /// @param record the offset of that record; 0 where the segment holds none
    void resume(long end, long record) throws IOException {
        lastRecord = record;
        var last = segments.lastEntry().getValue();
        if (last.isPacked()) {
            if (end >= last.length()) {
                this.end = end; // the next commit begins a new segment
                return;
            }
            last.unpack(end);
        }
        var file = disk.open(last.path);
        tail = file;
        allocated = last.length();
        this.end = end;
        if (allocated > end) {
            cut(file, last, end);
        }
    }

    /// Only to be read from now on, up to a place in a segment that may be the last.
    void rest(long segment, long offset) throws IOException {
        var last = segments.lastEntry();
        if (last != null) {
            end = last.getKey() == segment ? offset : last.getValue().length();
        }
    }

    private void cut(Disk.SyncedFile file, Segment segment, long at) throws IOException {
        file.cut(at);
        allocated = at;
        segment.refresh();
    }

    /// Begins a new segment.
    void roll(long first, long sizeBefore, RootHash rootBefore) throws IOException {
        if (!segments.isEmpty() && segments.lastKey() == first) {
            return;
        }
        seal();
        var path = folder.resolve("%019d.log".formatted(first));
        var file = disk.open(path);
        var header = Segment.header(first, sizeBefore, rootBefore);
        file.write(0, header, header.length);
        Disk.force(folder);
        add(Segment.open(path));
        tail = file;
        end = header.length;
        lastRecord = 0;
        allocated = end;
    }

    /// Ends the last segment where it is long enough to be packed soon.
    void complete() throws IOException {
        var now = held;
        if (tail != null && broken == null && now != null && end >= segmentBytes / 4) {
            roll(following, now.size(), now.root());
        }
    }

    /// Goes on in a new segment with another state than its last commit says.
    void correct(long first, long sizeBefore, RootHash rootBefore) throws IOException {
        var last = segments.isEmpty() ? null : segments.lastEntry().getValue();
        if (last != null && last.first == first) {
            if (last.sizeBefore == sizeBefore && last.rootBefore.equals(rootBefore)) {
                return;
            }
            seal();
            segments.remove(first);
            last.close();
            Files.delete(last.path);
        }
        roll(first, sizeBefore, rootBefore);
    }

    /// Writes and forces the entries, all or none. `before` is the state that they follow.
    ///
    /// @throws IOException when they are not on the disk; the journal is then as before, or
    ///   [#broken] says why not
    void append(List<JournalEntry> entries, long sizeBefore, RootHash rootBefore)
            throws IOException {
        if (tail == null || end >= segmentBytes) {
            roll(entries.getFirst().number(), sizeBefore, rootBefore);
        }
        var file = Objects.requireNonNull(tail);
        batch.clear();
        var record = end;
        for (var entry : entries) {
            record = end + batch.size();
            Segment.frame(entry, end, batch);
        }
        var segment = segments.lastEntry().getValue();
        var written = end + batch.size();
        try {
            if (written > allocated && batch.size() < CHUNK / 4) {
                file.extend(allocated, chunk);
                allocated += chunk;
                chunk = Math.min(2 * chunk, LARGEST_CHUNK);
            }
            file.write(end, batch.page(), batch.size());
            allocated = Math.max(allocated, written);
        } catch (IOException e) {
            try {
                cut(file, segment, end);
            } catch (IOException second) {
                broken = "%s, offset %d: %s".formatted(segment.path, end, second.getMessage());
                e.addSuppressed(second);
            }
            throw e;
        }
        end = written;
        lastRecord = record;
        var last = entries.getLast();
        following = last.number() + 1;
        held = new HeldObjects(last.size(), last.root());
        segment.refresh();
    }

    /// The reason why nothing more can be written, or null.
    @Nullable String broken() {
        return broken;
    }

    Position spot() {
        return new Position(segments.isEmpty() ? 0 : segments.lastKey(), end);
    }

    /// The offset of the last record in the last segment; 0 where it holds none.
    long lastRecord() {
        return lastRecord;
    }

    /// The number of the first commit held, or of the next one where none is held; beyond every
    /// number where there is no segment at all.
    long first() {
        return segments.isEmpty() ? Long.MAX_VALUE : segments.firstKey();
    }

    /// @throws DamagedData when its record does not read
    /// @throws ImageFault when the journal no longer holds it
    JournalEntry entry(long number) {
        var floor = segments.floorEntry(number);
        if (floor == null) {
            throw new ImageFault(
                    ImageFault.Reason.BEYOND,
                    segments.isEmpty()
                            ? "commit %d is not held: the journal in %s is missing"
                                    .formatted(number, folder)
                            : "the journal begins with commit %d; commit %d is no longer held"
                                    .formatted(first(), number));
        }
        var segment = floor.getValue();
        try {
            var last = floor.getKey().equals(segments.lastKey());
            var offset = segment.offset(number, last ? end : segment.length());
            var frame = segment.frame(offset);
            if (frame == null) {
                throw new DamagedData(
                        "%s, offset %d: no readable record".formatted(segment.path, offset));
            }
            var entry = segment.entry(frame);
            if (entry.number() != number) {
                throw new DamagedData(
                        "%s, offset %d: commit %d where %d was expected"
                                .formatted(segment.path, offset, entry.number(), number));
            }
            return entry;
        } catch (IOException e) {
            throw new ImageFault(
                    ImageFault.Reason.DISK,
                    "cannot read " + segment.path + ": " + e.getMessage(),
                    e);
        }
    }

    /// The last commit up to `number` whose record reads; less than [#first()] where none does.
    long readable(long number) {
        var last = number;
        while (last >= first()) {
            try {
                return entry(last).number();
            } catch (DamagedData e) {
                var segment = Objects.requireNonNull(segments.floorEntry(last)).getValue();
                last = Math.min(last - 1, segment.lastFound());
            }
        }
        return last;
    }

    /// Sets aside everything behind the last good record, and goes on there: the rest of the
    /// damaged segment is copied to a file `.damaged` beside it, later segments are renamed to
    /// that.
    ///
    /// @param segment the damaged one; 0 sets all aside and begins a new journal
    void truncate(long segment, long offset, long first, long sizeBefore, RootHash rootBefore)
            throws IOException {
        while (!segments.isEmpty() && segments.lastKey() > segment) {
            var gone = segments.pollLastEntry().getValue();
            gone.close();
            Files.move(gone.path, aside(gone.path));
        }
        for (var path : files(folder)) {
            if (segments.values().stream().noneMatch(known -> known.path.equals(path))) {
                Files.move(path, aside(path));
            }
        }
        if (segments.isEmpty()) {
            roll(first, sizeBefore, rootBefore);
            return;
        }
        var damaged = segments.lastEntry().getValue();
        Files.copy(damaged.path, aside(damaged.path));
        if (damaged.isPacked()) {
            damaged.unpack(offset);
        }
        damaged.refresh();
        resume(offset, 0);
    }

    /// The files of all segments in a folder, oldest first.
    static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(path -> path.toString().endsWith(".log")).sorted().toList();
        }
    }

    private static Path aside(Path path) {
        for (int i = 1; ; i++) {
            var aside = path.resolveSibling(path.getFileName() + "." + i + ".damaged");
            if (Files.notExists(aside)) {
                return aside;
            }
        }
    }

    /// Removes the segments that only hold commits up to `number`.
    void forget(long number) throws IOException {
        while (segments.size() > 1 && segments.higherKey(segments.firstKey()) <= number + 1) {
            var gone = segments.pollFirstEntry().getValue();
            gone.close();
            Files.delete(gone.path);
        }
        Disk.force(folder);
    }

    /// Packs the segments that are complete, the oldest first.
    ///
    /// @param left how many of them may stay as they are
    /// @param gently whether to rest meanwhile, as commits go on
    /// @param enough says when to stop; the rest follows another time
    void pack(int left, boolean gently, BooleanSupplier enough) throws IOException {
        var unpacked = new ArrayList<Segment>();
        for (var segment : segments.values()) {
            var complete = segment.first < segments.lastKey();
            if (complete && !segment.isPacked() && segment.length() >= WORTH_PACKING) {
                unpacked.add(segment);
            }
        }
        for (var segment : unpacked.subList(0, Math.max(0, unpacked.size() - left))) {
            if (enough.getAsBoolean()) {
                return;
            }
            segment.pack(new BackgroundThrottle(gently));
        }
    }

    /// The search for damaged records.
    JournalCheck check() {
        return check;
    }

    long bytes() {
        try {
            long bytes = 0;
            for (var segment : segments.values()) {
                bytes += segment.onDisk();
            }
            return bytes;
        } catch (IOException e) {
            return -1;
        }
    }

    /// Ends the last segment where its records end.
    void seal() throws IOException {
        if (tail != null) {
            if (broken == null && allocated > end) {
                tail.cut(end);
            }
            tail.close();
            tail = null;
        }
    }

    @Override
    public void close() throws IOException {
        seal();
        for (var segment : segments.values()) {
            segment.close();
        }
    }
}
