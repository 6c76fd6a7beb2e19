package batos.image;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.openhft.chronicle.algo.hashing.LongHashFunction;
import net.openhft.chronicle.hash.impl.BigSegmentHeader;
import net.openhft.chronicle.hash.impl.VanillaChronicleHash;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.chronicle.map.impl.CompiledMapQueryContext;
import net.openhft.posix.PosixAPI;
import org.jspecify.annotations.Nullable;

/// The heap on disk: one Chronicle Map from identity to cell, memory-mapped, of fixed capacity.
///
/// Written by one thread only, while a checkpoint is being made; read by all. Keys below zero are
/// the pages of the [NamePages].
final class HeapFile {
    /// Held so that it stays quiet: the library tells of its version, its newsletter and the
    /// processor at every start, and warns of sharing a file that the lock on the image rules out.
    private static final Logger LIBRARY = Logger.getLogger("net.openhft");

    static {
        LIBRARY.setLevel(Level.SEVERE);
        PosixAPI.useNoOpPosixApi(); // unused, and binding it takes a third of an opening
    }

    /// Many cells of up to this average, in bytes, lie in chunks of [#SMALL_CHUNK]: the library
    /// would take 32, half of which each cell wastes (174 in place of 155 MB for a million of 118
    /// bytes).
    private static final int SMALL_CELL = 256;

    private static final int MANY = 100_000;
    private static final int SMALL_CHUNK = 8;
    private static final long WORTH_TRIMMING = 1 << 20;

    final Path path;
    private final boolean onDisk;
    private final StartupCache first;

    /// What a map that is opened only when it is needed must hold.
    private final @Nullable Checkpoint resting;

    private volatile @Nullable ChronicleMap<Long, byte[]> map;

    /// For how many lots of tiers the file is known to be long enough.
    private long extended;

    private HeapFile(Path path, ChronicleMap<Long, byte[]> map, boolean onDisk) {
        this.path = path;
        this.onDisk = onDisk;
        this.map = map;
        this.first = StartupCache.none();
        this.resting = null;
    }

    private HeapFile(Path path, StartupCache first, Checkpoint resting) {
        this.path = path;
        this.onDisk = true;
        this.first = first;
        this.resting = resting;
    }

    /// A file that matches its sums at a checkpoint. It is opened when something is asked for that
    /// the first reads of an earlier start do not answer.
    static HeapFile resting(Path path, StartupCache first, Checkpoint checkpoint) {
        return new HeapFile(path, first, checkpoint);
    }

    private ChronicleMap<Long, byte[]> map() {
        var open = map;
        return open == null ? opened() : open;
    }

    private VanillaChronicleHash<?, ?, ?, ?> tiers() {
        return (VanillaChronicleHash<?, ?, ?, ?>) map();
    }

    /// On a thread of its own: an interrupt of the asking one would close the file at its opening.
    private synchronized ChronicleMap<Long, byte[]> opened() {
        var open = map;
        if (open != null) {
            return open;
        }
        try {
            var thread = Thread.ofPlatform().daemon().name("image-heap");
            open = CompletableFuture.supplyAsync(this::openedNow, thread::start).join();
            map = open;
            return open;
        } catch (CompletionException e) {
            throw e.getCause() instanceof ImageFault fault ? fault : e;
        }
    }

    private ChronicleMap<Long, byte[]> openedNow() {
        try {
            return open(path).holding(Objects.requireNonNull(resting)).map();
        } catch (IOException | RuntimeException | AssertionError | InternalError e) {
            try {
                StartupCache.forget(path);
            } catch (IOException stays) {
                e.addSuppressed(stays);
            }
            throw new ImageFault(
                    ImageFault.Reason.DAMAGED,
                    "the heap file does not open (%s); nothing is lost. Next: leave batos and start it again, which rebuilds the heap from the journal"
                            .formatted(e.getMessage()),
                    e);
        }
    }

    /// This file, where it holds no less than there were objects.
    ///
    /// @throws IOException when it does; it is closed then
    HeapFile holding(Checkpoint checkpoint) throws IOException {
        var held = entries();
        if (held < checkpoint.size()) {
            close();
            throw new IOException(
                    "%s holds %d entries, and there were %d objects"
                            .formatted(path, held, checkpoint.size()));
        }
        return this;
    }

    /// There is no room for an entry; the file is as it was before.
    static final class Full extends RuntimeException {
        private static final long serialVersionUID = 1;

        Full(Path path) {
            super(path + " is full");
        }
    }

    /// A new, empty file with room for `entries` cells of `average` bytes.
    static HeapFile create(Path path, long entries, int average) throws IOException {
        ChronicleMap<Long, byte[]> map;
        try {
            synchronized (FilePages.MAPPING) {
                map = builder(entries, average).createPersistedTo(path.toFile());
            }
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw new IOException("cannot make " + path + ": " + e.getMessage(), e);
        }
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            FileBlocks.fill(path);
            return new HeapFile(path, map, true);
        } catch (IOException e) {
            map.close();
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /// A map outside the Java heap, for an image whose disk cannot be written.
    ///
    /// @param path only names it
    static HeapFile inMemory(Path path, long entries, int average) {
        return new HeapFile(path, builder(entries, average).create(), false);
    }

    /// Opens a file that no process was writing when it was last closed. A reader that was killed
    /// may have left a segment's read lock behind; as the owner of the image is the only process
    /// here, all locks are free.
    ///
    /// @throws IOException also when a disk has changed what leads to its entries
    static HeapFile open(Path path) throws IOException {
        HeapFileCheck.header(path);
        HeapFile file;
        synchronized (FilePages.MAPPING) {
            file = new HeapFile(path, builder(1, 128).createPersistedTo(path.toFile()), true);
        }
        try {
            HeapFileCheck.tiers(path, file.tiers());
        } catch (IOException e) {
            file.close();
            throw e;
        }
        for (int i = 0; i < file.tiers().actualSegments; i++) {
            BigSegmentHeader.INSTANCE.resetLock(file.tiers().segmentHeaderAddress(i));
        }
        return file;
    }

    /// Opens a file whose writer was killed: every entry is checked, half-written ones are dropped.
    static HeapFile recover(Path path) throws IOException {
        HeapFileCheck.ready(path);
        synchronized (FilePages.MAPPING) {
            var map = builder(1, 128).recoverPersistedTo(path.toFile(), true, corruption -> {});
            return new HeapFile(path, map, true);
        }
    }

    private static ChronicleMapBuilder<Long, byte[]> builder(long entries, int average) {
        var builder = ChronicleMapBuilder.of(Long.class, byte[].class);
        if (average <= SMALL_CELL && entries >= MANY) {
            builder.actualChunkSize(SMALL_CHUNK);
        }
        return builder.name("heap")
                .entries(entries)
                .averageValueSize(average)
                .maxBloatFactor(1)
                .checksumEntries(true)
                .putReturnsNull(true)
                .removeReturnsNull(true)
                .skipCloseOnExitHook(true);
    }

    byte @Nullable [] get(long key) {
        first.note(key);
        return answersFirst(key) ? first.cell(key) : map().get(key);
    }

    /// Whether its map is open.
    boolean isOpen() {
        return map != null;
    }

    private boolean answersFirst(long key) {
        return map == null && first.has(key);
    }

    /// The value of a key, compared with the checksum that was stored with it.
    ///
    /// Under the lock of readers. The library's own way to a checksum takes a lock that only one
    /// thread may have, and spins for it: eight committers spent a twelfth of the processor there.
    ///
    /// @throws DamagedData where a disk has changed it
    byte @Nullable [] checked(long key) {
        first.note(key);
        if (answersFirst(key)) {
            return first.cell(key);
        }
        try (var query = map().queryContext(key)) {
            query.readLock().lock();
            var entry = query.entry();
            if (entry == null) {
                return null;
            }
            if (query instanceof CompiledMapQueryContext<?, ?, ?> inner
                    && !inner.checksumStrategy.innerCheckSum()) {
                throw new DamagedData("%s: an entry does not match its checksum".formatted(path));
            }
            return entry.value().getUsing(null); // get() may lend one array twice
        }
    }

    /// One entry may need one more tier of the map. The map itself notices that there is none, or
    /// that the disk has no room for it, only in the middle of moving the entry, and loses it and
    /// others with it; so both are looked after before that.
    ///
    /// @throws Full when the file must be copied into a bigger one
    /// @throws UncheckedIOException when the disk is full; the file is as it was before
    void put(long key, byte[] value) {
        if (map().remainingAutoResizes() < 1
                || value.length > tiers().chunkSize * (tiers().maxChunksPerEntry - 4)) {
            throw new Full(path);
        }
        if (onDisk && tiers().globalMutableState().getFirstFreeTierIndex() == 0) {
            extend();
        }
        map().put(key, value);
    }

    /// Makes the file so long, with real blocks, that the map need not do so itself when it takes
    /// its next tiers.
    private void extend() {
        var bulks = tiers().globalMutableState().getAllocatedExtraTierBulks() + 1;
        if (bulks == extended) {
            return;
        }
        FileBlocks.lengthen(path, length(bulks));
        extended = bulks;
    }

    private long length(long bulks) {
        return tiers().sizeInBytesWithoutTiers() + bulks * tiers().tiersInBulk * tiers().tierSize;
    }

    /// In which part of the file a key lies: who puts many does it part by part, so that each page
    /// changes once.
    int segment(long key) {
        return tiers().hashSplitting.segmentIndex(LongHashFunction.xx_r39().hashLong(key));
    }

    boolean has(long key) {
        return map().containsKey(key);
    }

    void remove(long key) {
        map().remove(key);
    }

    /// Gives back what the file was made longer by ahead of the map, once no more is put.
    void trim() throws IOException {
        if (!onDisk || map == null) {
            return;
        }
        var used = length(tiers().globalMutableState().getAllocatedExtraTierBulks());
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            if (file.length() - used >= WORTH_TRIMMING) {
                file.setLength(used);
                extended = 0;
            }
        }
    }

    long entries() {
        return map().longSize();
    }

    /// Every entry, in no order. The visitor may read and write this file: it is called on a copy
    /// of one segment at a time.
    void each(BiConsumer<Long, byte[]> visitor) {
        for (int i = 0; i < map().segments(); i++) {
            var keys = new ArrayList<Long>();
            var cells = new ArrayList<byte[]>();
            try (var segment = map().segmentContext(i)) {
                segment.forEachSegmentEntry(entry -> {
                    keys.add(entry.key().get());
                    cells.add(entry.value().getUsing(null)); // get() may lend one array twice
                });
            }
            for (int j = 0; j < keys.size(); j++) {
                visitor.accept(keys.get(j), cells.get(j));
            }
        }
    }

    /// Every object, in no order: without the pages of the directory.
    void objects(BiConsumer<Long, byte[]> visitor) {
        each((key, cell) -> {
            if (key >= 0) {
                visitor.accept(key, cell);
            }
        });
    }

    /// Puts what the memory map holds on the disk.
    void force() throws IOException {
        if (!onDisk) {
            return;
        }
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.getFD().sync();
        }
    }

    /// Notes what the file holds at a commit, so that the next opening finds a changed block.
    ///
    /// @param gently whether it rests between blocks, as commits go on meanwhile
    /// @param enough says when to give up
    void noteSums(long number, boolean gently, BooleanSupplier enough) throws IOException {
        var untouched = map == null && resting != null && resting.number() == number;
        if (onDisk && !untouched) {
            var locks = tiers().segmentBaseAddr(0) - tiers().segmentHeaderAddress(0);
            var from = tiers().segmentHeadersOffset + locks;
            if (HeapBlockSums.write(path, from, number, gently, enough)) {
                first.keep(this, number, from);
            }
        }
    }

    void close() {
        var open = map;
        if (open != null) {
            synchronized (FilePages.MAPPING) {
                open.close();
            }
        }
    }
}
