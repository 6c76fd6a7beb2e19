package batos.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// The present: the cell of every live object.
///
/// Commits go into a table in memory. From time to time the table is *folded* into the heap file
/// while a new table takes over. Between two folds the file does not change, so that a process that
/// is killed then leaves a file that opens as it is; only a kill during a fold makes a recovery
/// scan necessary. It is also why a full file can be replaced by a bigger copy while commits go on.
final class Heap {
    /// The usual length of a cell, in bytes.
    static final int USUAL_CELL = 128;

    /// A file made for its entries holds this many times as many.
    private static final double FITTING = 1.01;

    /// A file this many times as long as its entries need is copied into one that fits.
    private static final double LOOSE = 1.1;

    /// Bytes from which on a file is worth copying into one that fits.
    private static final long WORTH_FITTING = 32L << 20;

    private static final int FEW = 100_000;

    /// Bytes that a cell takes in a table beside its own.
    private static final int ENTRY = 64;

    private final HeapFiles files;
    private final Path folder;
    private final long smallest;
    private final AtomicLong freshBytes = new AtomicLong();
    private volatile long foldingBytes;
    private final AtomicLong committedBytes = new AtomicLong();
    private volatile HeapTables tables;
    private volatile ResidentPages resident;
    private final OutgrownFiles outgrown = new OutgrownFiles();
    private volatile boolean refitting;
    private volatile boolean awaited;

    /// Bytes for each entry that the present file was made for; 0 where another process made it.
    private double bytesEach;

    /// So much was committed when it was fitted.
    private long committedThen;

    private final AtomicLong foldedBytes = new AtomicLong();

    /// @param smallest no file is made smaller than this, in bytes
    Heap(HeapFiles files, Path folder, long smallest, HeapFile file) {
        this.files = files;
        this.folder = folder;
        this.smallest = smallest;
        tables = new HeapTables(new ConcurrentHashMap<>(), Map.of(), file);
        resident = new ResidentPages(folder, Long.MAX_VALUE);
    }

    /// From now on no more of the mapped heap file stays resident for long.
    void keepResident(long bytes) {
        resident = new ResidentPages(folder, bytes);
    }

    /// A heap file for an image that is just beginning.
    static HeapFile fresh(HeapFiles files, Path folder, String name, long bytes)
            throws IOException {
        return files.fresh(folder.resolve(name), usual(bytes));
    }

    private static CellSizes usual(long bytes) {
        return CellSizes.alike(bytes / USUAL_CELL, USUAL_CELL);
    }

    byte @Nullable [] get(long oid) {
        resident.touch();
        return tables.get(oid);
    }

    /// The same, compared with its checksum where it comes from the file.
    ///
    /// @throws DamagedData where a disk has changed it
    byte @Nullable [] checked(long oid) {
        resident.touch();
        return tables.checked(oid);
    }

    /// Makes the commit's objects present. For one thread at a time.
    void apply(List<Edit> edits) {
        var fresh = tables.fresh();
        long bytes = 0;
        for (var edit : edits) {
            var after = edit.after;
            fresh.put(edit.oid, after == null ? HeapTables.GONE : after);
            bytes += ENTRY + (after == null ? 0 : after.length);
        }
        freshBytes.addAndGet(bytes);
        committedBytes.addAndGet(bytes);
    }

    /// About how much memory the tables take, in bytes.
    long freshBytes() {
        return freshBytes.get();
    }

    /// The same with the table that is being folded.
    long tableBytes() {
        return freshBytes() + foldingBytes;
    }

    /// The same over the life of this process: it only grows.
    long committedBytes() {
        return committedBytes.get();
    }

    /// Bytes of the tables that were folded over the life of this process.
    long foldedBytes() {
        return foldedBytes.get();
    }

    HeapFile file() {
        return tables.file();
    }

    /// Sets the table aside for [#fold]; commits go into a new one. Under the lock of commits.
    void turn() {
        var now = tables;
        if (!now.folding().isEmpty()) {
            throw new IllegalStateException("a fold is under way");
        }
        tables = new HeapTables(new ConcurrentHashMap<>(), now.fresh(), now.file());
        foldingBytes = freshBytes.getAndSet(0);
    }

    /// Writes the table set aside into the file. For one thread at a time, while no scan runs.
    ///
    /// @param gently whether to rest meanwhile, as commits go on, while they fill half a table and
    ///   none waits
    /// @throws IOException when the disk is full or fails; it can be done again
    void fold(BooleanSupplier gently) throws IOException {
        try {
            awaited = false;
            var half = foldingBytes / 2;
            foldTurned(
                    new BackgroundThrottle(
                            () -> !awaited && freshBytes() < half && gently.getAsBoolean()));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void foldTurned(BackgroundThrottle rests) throws IOException {
        if (refitting) {
            refitting = false;
            grow(true);
        }
        for (int attempt = 1; ; attempt++) {
            try {
                var turned = tables;
                var directory = new NamePages(turned.file());
                for (var entry : turned.inOrder()) {
                    var cell = entry.getValue();
                    fold(turned.file(), directory, entry.getKey(), cell);
                    resident.wrote(cell.length);
                    rests.after(ENTRY + cell.length);
                }
                break;
            } catch (HeapFile.Full full) {
                if (attempt == 4) {
                    throw full;
                }
                grow(false);
            }
        }
        tables = new HeapTables(tables.fresh(), Map.of(), tables.file());
        foldedBytes.addAndGet(foldingBytes);
        foldingBytes = 0;
    }

    /// Lets the fold that is under way rest no more: commits wait for it.
    void await() {
        awaited = true;
    }

    /// Lets the next fold begin with a copy into a file of fitting size.
    void refit() {
        refitting = true;
    }

    /// Whether the file is much longer than its entries need: growing leaves room, so that it is
    /// not done often, and parts that overflow make it longer by an eighth of the map at a time.
    boolean isLoose() {
        if (bytesEach == 0) {
            return false;
        }
        var length = file().used();
        return length >= WORTH_FITTING
                && length > file().entries() * FITTING * bytesEach * LOOSE
                && committedBytes() - committedThen > length / 16;
    }

    /// Copies the entries that a scan left into a new file, and rebuilds the pages of the
    /// directory, some of which the scan may have dropped. Only reads the scanned file: its lists
    /// of free space are the work of a killed process.
    void salvage() throws IOException {
        try {
            grow(false);
            try {
                new NamePages(file()).rebuild();
            } catch (HeapFile.Full full) {
                grow(false);
                new NamePages(file()).rebuild();
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void fold(HeapFile file, NamePages directory, long oid, byte[] cell) {
        var named = new Oid(oid).isNamed();
        if (!HeapTables.isGone(cell)) {
            if (named) {
                var label = ObjectCodec.label(cell);
                directory.add(label.kind(), Objects.requireNonNull(label.name()), oid);
            }
            file.put(oid, cell);
            return;
        }
        var was = named ? file.get(oid) : null;
        if (was != null) {
            var label = ObjectCodec.label(was);
            directory.remove(label.kind(), Objects.requireNonNull(label.name()), oid);
        }
        file.remove(oid);
    }

    /// Copies the file into another one and goes on with that. Readers that began on the old one
    /// end on it: it stays mapped for a while.
    ///
    /// @param fitting whether it becomes as large as its entries need; else there is room for more
    private void grow(boolean fitting) throws IOException {
        var small = file();
        var needed = needed(small);
        var cells = needed.times(fitting ? FITTING : growth(needed.count()));
        for (int attempt = 1; ; attempt++) {
            var big = sized(small, cells, attempt);
            var length = (double) big.used();
            try {
                small.each((key, cell) -> {
                    big.put(key, cell);
                    resident.wrote(cell.length);
                });
                tables = new HeapTables(tables.fresh(), tables.folding(), big);
                outgrown.add(small);
                bytesEach = length / cells.count();
                committedThen = fitting ? committedBytes() : 0;
                return;
            } catch (HeapFile.Full full) {
                discard(big);
                if (attempt == 4) {
                    throw full;
                }
                cells = cells.times(2);
            } catch (RuntimeException | Error e) {
                discard(big);
                throw e;
            }
        }
    }

    /// A file not smaller than the smallest; that one grows with each attempt.
    private HeapFile sized(HeapFile before, CellSizes cells, int attempt) throws IOException {
        var path = folder.resolve(following(before));
        return cells.count() * Math.max(USUAL_CELL, cells.mean()) < smallest
                ? files.fresh(path, usual(smallest << (attempt - 1)))
                : files.fresh(path, cells);
    }

    /// A copy costs about two microseconds an entry: small files may be copied seldom, large ones
    /// may not waste much.
    private static double growth(long entries) {
        return entries < FEW ? 3 : entries < 500_000 ? 2 : 1.5;
    }

    /// The cells that a file must have room for. Of few entries the average is that of the file:
    /// room for more is left anyway, and a disk that is nearly full should have to give no more
    /// than that.
    private CellSizes needed(HeapFile small) {
        var found = new CellSizes.Sum();
        small.lengths(length -> {
            found.add(length);
            resident.touch();
        });
        var all = found.count() + tables.folding().size();
        if (all < FEW) {
            return CellSizes.alike(all, Math.max(USUAL_CELL, found.sizes().mean()) + 1);
        }
        tables.folding()
                .forEach((oid, cell) -> {
                    if (!small.has(oid)) {
                        found.add(cell.length);
                    }
                });
        return found.sizes();
    }

    private static String following(HeapFile file) {
        var name = file.path.getFileName().toString();
        return "%06d.map".formatted(Integer.parseInt(name.substring(0, 6)) + 1);
    }

    private static void discard(HeapFile file) throws IOException {
        file.close();
        Files.deleteIfExists(file.path);
    }

    /// @see OutgrownFiles#tidy
    OptionalLong tidy() throws IOException {
        return outgrown.tidy();
    }

    /// The named objects of a kind.
    NavigableMap<String, Oid> names(String kind) {
        var now = tables;
        var names = new NamePages(now.file()).names(kind);
        names(kind, now.folding(), names);
        names(kind, now.fresh(), names);
        return names;
    }

    private static void names(String kind, Map<Long, byte[]> table, Map<String, Oid> names) {
        var gone = new HashSet<Oid>();
        table.forEach((oid, cell) -> {
            if (!new Oid(oid).isNamed()) {
                return;
            }
            if (HeapTables.isGone(cell)) {
                gone.add(new Oid(oid));
                return;
            }
            var label = ObjectCodec.label(cell);
            if (label.kind().equals(kind)) {
                names.put(Objects.requireNonNull(label.name()), new Oid(oid));
            }
        });
        if (!gone.isEmpty()) {
            names.values().removeAll(gone);
        }
    }

    /// The cells in the tables, which are more recent than the file's.
    Map<Long, byte[]> recent() {
        var now = tables;
        var all = new HashMap<Long, byte[]>(now.folding());
        all.putAll(now.fresh());
        return all;
    }

    /// Every identity that is present in the file or the tables, some perhaps only marked as gone.
    /// No fold may run meanwhile.
    void each(LongConsumer visitor) {
        var inMemory = recent().keySet();
        inMemory.forEach(visitor::accept);
        file().keys(oid -> {
            if (oid >= 0 && !inMemory.contains(oid)) {
                visitor.accept(oid);
            }
        });
    }

    void close() {
        outgrown.close();
        tables.file().close();
    }
}
