package batos.image;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.openhft.chronicle.core.OS;
import net.openhft.chronicle.hash.impl.BigSegmentHeader;
import net.openhft.chronicle.hash.impl.SizePrefixedBlob;
import net.openhft.chronicle.hash.impl.TierCountersArea;
import net.openhft.chronicle.hash.impl.VanillaChronicleHash;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.chronicle.map.impl.CompiledMapQueryContext;
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
    }

    private static final int BLOCK = 1 << 16;

    final Path path;
    private final ChronicleMap<Long, byte[]> map;
    private final boolean onDisk;
    private final VanillaChronicleHash<?, ?, ?, ?> tiers;

    /// For how many lots of tiers the file is known to be long enough.
    private long extended;

    private HeapFile(Path path, ChronicleMap<Long, byte[]> map, boolean onDisk) {
        this.path = path;
        this.onDisk = onDisk;
        this.map = map;
        this.tiers = (VanillaChronicleHash<?, ?, ?, ?>) map;
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
            map = builder(entries, average).createPersistedTo(path.toFile());
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw new IOException("cannot make " + path + ": " + e.getMessage(), e);
        }
        try {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
            fill(path);
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
        checkHeader(existing(path).toPath());
        var file = new HeapFile(path, builder(1, 128).createPersistedTo(existing(path)), true);
        try {
            file.checkTiers();
        } catch (IOException e) {
            file.close();
            throw e;
        }
        for (int i = 0; i < file.tiers.actualSegments; i++) {
            BigSegmentHeader.INSTANCE.resetLock(file.tiers.segmentHeaderAddress(i));
        }
        return file;
    }

    /// The library follows these numbers to addresses in memory: a wrong one would not be an
    /// exception but the end of the process, at every start again.
    private void checkTiers() throws IOException {
        var state = tiers.globalMutableState();
        var headers = tiers.headerSize + VanillaChronicleHash.RESERVED_GLOBAL_MUTABLE_STATE_BYTES;
        check(state.getSegmentHeadersOffset() == OS.pageAlign(headers), "segment headers");
        var bulks = state.getAllocatedExtraTierBulks();
        var end = tiers.sizeInBytesWithoutTiers() + bulks * tiers.tiersInBulk * tiers.tierSize;
        check(bulks >= 0 && end <= path.toFile().length(), "tiers");
        var extra = bulks * tiers.tiersInBulk;
        check(state.getExtraTiersInUse() >= 0 && state.getExtraTiersInUse() <= extra, "tiers");
        check(isTier(state.getFirstFreeTierIndex(), extra), "free tiers");
        for (int i = 0; i < tiers.actualSegments; i++) {
            var header = tiers.segmentHeaderAddress(i);
            checkEntries(BigSegmentHeader.INSTANCE.entries(header), i);
            var next = BigSegmentHeader.INSTANCE.nextTierIndex(header);
            for (int tier = 1; next != 0; tier++) {
                check(isTier(next, extra), "tiers of segment " + i);
                var counters = tiers.tierIndexToBaseAddr(next) + tiers.tierHashLookupOuterSize;
                check(TierCountersArea.segmentIndex(counters) == i, "tiers of segment " + i);
                check(TierCountersArea.tier(counters) == tier, "tiers of segment " + i);
                checkEntries(TierCountersArea.entries(counters), i);
                next = TierCountersArea.nextTierIndex(counters);
            }
        }
    }

    private void checkEntries(long entries, int segment) throws IOException {
        check(
                entries >= 0 && entries <= tiers.actualChunksPerSegmentTier,
                "entries in segment " + segment);
    }

    private boolean isTier(long index, long extra) {
        return index == 0
                || (index > tiers.actualSegments && index <= tiers.actualSegments + extra);
    }

    private void check(boolean isRight, String what) throws IOException {
        if (!isRight) {
            throw new IOException(path + " does not lead to its " + what);
        }
    }

    /// Opens a file whose writer was killed: every entry is checked, half-written ones are dropped.
    static HeapFile recover(Path path) throws IOException {
        ready(path);
        return new HeapFile(
                path,
                builder(1, 128).recoverPersistedTo(existing(path), true, corruption -> {}),
                true);
    }

    /// Marks the file's header as complete. A scan marks it as incomplete while it works.
    private static void ready(Path path) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            var word = headerWord(file) & ~SizePrefixedBlob.NOT_COMPLETE;
            file.seek(SizePrefixedBlob.SIZE_WORD_OFFSET);
            file.writeInt(Integer.reverseBytes(word));
        }
    }

    /// The library waits a minute for another process to complete a header that is incomplete;
    /// there is no other process.
    private static void checkHeader(Path path) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "r")) {
            if ((headerWord(file) & SizePrefixedBlob.NOT_COMPLETE) != 0) {
                throw new IOException(path + " has no complete header");
            }
        }
    }

    private static int headerWord(RandomAccessFile file) throws IOException {
        if (file.length() < SizePrefixedBlob.SELF_BOOTSTRAPPING_HEADER_OFFSET) {
            throw new IOException("the heap file has no header");
        }
        file.seek(SizePrefixedBlob.SIZE_WORD_OFFSET);
        var word = Integer.reverseBytes(file.readInt());
        if (SizePrefixedBlob.extractSize(word) == 0) {
            throw new IOException("the heap file has no header");
        }
        return word;
    }

    private static File existing(Path path) throws IOException {
        if (path.toFile().length() == 0) {
            throw new IOException(path + " is missing");
        }
        return path.toFile();
    }

    private static ChronicleMapBuilder<Long, byte[]> builder(long entries, int average) {
        return ChronicleMapBuilder.of(Long.class, byte[].class)
                .name("heap")
                .entries(entries)
                .averageValueSize(average)
                .maxBloatFactor(1)
                .checksumEntries(true)
                .putReturnsNull(true)
                .removeReturnsNull(true)
                .skipCloseOnExitHook(true);
    }

    /// Gives every block of the file a place on the disk: writing to a hole of a mapped file on a
    /// full disk would stop the process, here it is an exception.
    private static void fill(Path path) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            var block = new byte[BLOCK];
            var length = file.length();
            for (long at = 0; at < length; at += block.length) {
                var size = (int) Math.min(block.length, length - at);
                file.seek(at);
                file.readFully(block, 0, size);
                file.seek(at);
                file.write(block, 0, size);
            }
        }
    }

    byte @Nullable [] get(long key) {
        return map.get(key);
    }

    /// What stands under a key, compared with the checksum that was stored with it.
    ///
    /// Under the lock of readers. The library's own way to a checksum takes a lock that only one
    /// thread may have, and spins for it: eight committers spent a twelfth of the processor there.
    ///
    /// @throws DamagedData where a disk has changed it
    byte @Nullable [] checked(long key) {
        try (var query = map.queryContext(key)) {
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
        if (map.remainingAutoResizes() < 1
                || value.length > tiers.chunkSize * (tiers.maxChunksPerEntry - 4)) {
            throw new Full(path);
        }
        if (onDisk && tiers.globalMutableState().getFirstFreeTierIndex() == 0) {
            extend();
        }
        map.put(key, value);
    }

    /// Makes the file so long, with real blocks, that the map need not do so itself when it takes
    /// its next tiers.
    private void extend() {
        var bulks = tiers.globalMutableState().getAllocatedExtraTierBulks() + 1;
        if (bulks == extended) {
            return;
        }
        var needed = tiers.sizeInBytesWithoutTiers() + bulks * tiers.tiersInBulk * tiers.tierSize;
        var end = (needed + BLOCK - 1) / BLOCK * BLOCK;
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            var zeros = new byte[BLOCK];
            var at = file.length();
            file.seek(at);
            for (; at < end; at += BLOCK) {
                file.write(zeros, 0, (int) Math.min(BLOCK, end - at));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        extended = bulks;
    }

    void remove(long key) {
        map.remove(key);
    }

    long entries() {
        return map.longSize();
    }

    /// Every entry, in no order. The visitor may read and write this file: it is called on a copy
    /// of one segment at a time.
    void each(BiConsumer<Long, byte[]> visitor) {
        for (int i = 0; i < map.segments(); i++) {
            var keys = new ArrayList<Long>();
            var cells = new ArrayList<byte[]>();
            try (var segment = map.segmentContext(i)) {
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
    void noteSums(long number) throws IOException {
        if (onDisk) {
            var locks = tiers.segmentBaseAddr(0) - tiers.segmentHeaderAddress(0);
            HeapBlockSums.write(path, tiers.segmentHeadersOffset + locks, number);
        }
    }

    void close() {
        map.close();
    }

    boolean holds(long key, byte[] value) {
        return Arrays.equals(map.get(key), value);
    }
}
