package batos.image;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.LongConsumer;
import java.util.function.LongPredicate;
import net.openhft.chronicle.algo.hashing.LongHashFunction;
import net.openhft.chronicle.hash.impl.BigSegmentHeader;
import net.openhft.chronicle.hash.impl.VanillaChronicleHash;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.impl.CompiledMapQueryContext;
import org.jspecify.annotations.Nullable;

/// The map of a heap file, open.
final class OpenHeap {
    private static final long WORTH_TRIMMING = 1 << 20;

    private final Path path;
    private final ChronicleMap<Long, byte[]> map;
    private final VanillaChronicleHash<?, ?, ?, ?> tiers;
    private final boolean onDisk;
    final HeapBlocks blocks;

    /// The number of lots of tiers for which the file is known to be long enough.
    private long extended;

    /// @param sums those of its last closing, or null
    /// @param compared whether nothing need be compared with them any more
    OpenHeap(
            Path path,
            ChronicleMap<Long, byte[]> map,
            boolean onDisk,
            @Nullable HeapBlockSums sums,
            boolean compared) {
        this.path = path;
        this.map = map;
        this.tiers = (VanillaChronicleHash<?, ?, ?, ?>) map;
        this.onDisk = onDisk;
        this.blocks = new HeapBlocks(path, tiers, sums, compared);
    }

    /// A reader that was killed may have left a segment's read lock behind; as the owner of the
    /// image is the only process here, all locks are free.
    ///
    /// @throws IOException when a disk has changed what leads to its entries
    void prepare() throws IOException {
        HeapFileCheck.tiers(path, tiers);
        for (int i = 0; i < tiers.actualSegments; i++) {
            BigSegmentHeader.INSTANCE.resetLock(tiers.segmentHeaderAddress(i));
        }
    }

    /// The map, after a check that the part with the key is as it was when the image was closed.
    private ChronicleMap<Long, byte[]> read(long key) {
        if (!blocks.isComplete()) {
            blocks.reading(segment(key));
        }
        return map;
    }

    private ChronicleMap<Long, byte[]> write(long key) {
        blocks.writing(segment(key));
        return map;
    }

    byte @Nullable [] get(long key) {
        return read(key).get(key);
    }

    /// The value of a key, compared with the checksum that was stored with it.
    ///
    /// Under the lock of readers. The library's own way to a checksum takes a lock that only one
    /// thread may have, and spins for it: eight committers spent a twelfth of the processor there.
    ///
    /// @throws DamagedData where a disk has changed it
    byte @Nullable [] checked(long key) {
        try (var query = read(key).queryContext(key)) {
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
    /// @throws HeapFile.Full when the file must be copied into a bigger one
    /// @throws UncheckedIOException when the disk is full; the file is as it was before
    void put(long key, byte[] value) {
        if (map.remainingAutoResizes() < 1
                || value.length > tiers.chunkSize * (tiers.maxChunksPerEntry - 4)) {
            throw new HeapFile.Full(path);
        }
        var into = write(key);
        if (onDisk && tiers.globalMutableState().getFirstFreeTierIndex() == 0) {
            extend();
        }
        into.put(key, value);
    }

    /// Makes the file so long, with real blocks, that the map need not do so itself when it takes
    /// its next tiers.
    private void extend() {
        var bulks = tiers.globalMutableState().getAllocatedExtraTierBulks() + 1;
        if (bulks == extended) {
            return;
        }
        FileBlocks.lengthen(path, length(bulks));
        extended = bulks;
    }

    private long length(long bulks) {
        return tiers.sizeInBytesWithoutTiers() + bulks * tiers.tiersInBulk * tiers.tierSize;
    }

    /// Cuts the length off that the file has ahead of the map, once no more is put.
    void trim() throws IOException {
        var used = used();
        if (path.toFile().length() - used < WORTH_TRIMMING) {
            return;
        }
        blocks.beforeOverflow();
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(used);
            extended = 0;
        }
    }

    /// The length of the file without its growth ahead of the map, in bytes.
    long used() {
        return length(tiers.globalMutableState().getAllocatedExtraTierBulks());
    }

    /// In which part of the file a key lies: who puts many does it part by part, so that each page
    /// changes once.
    int segment(long key) {
        return tiers.hashSplitting.segmentIndex(LongHashFunction.xx_r39().hashLong(key));
    }

    boolean has(long key) {
        return read(key).containsKey(key);
    }

    void remove(long key) {
        write(key).remove(key);
    }

    long entries() {
        return map.longSize();
    }

    int parts() {
        return map.segments();
    }

    /// The entries of a part whose keys are wanted, in no order. The visitor may read and write
    /// this file: it is called on a copy.
    void each(int part, LongPredicate wanted, BiConsumer<Long, byte[]> visitor) {
        var keys = new ArrayList<Long>();
        var cells = new ArrayList<byte[]>();
        blocks.reading(part);
        try (var segment = map.segmentContext(part)) {
            segment.forEachSegmentEntry(entry -> {
                var key = entry.key().get();
                if (wanted.test(key)) {
                    keys.add(key);
                    cells.add(entry.value().getUsing(null)); // get() may lend one array twice
                }
            });
        }
        for (int j = 0; j < keys.size(); j++) {
            visitor.accept(keys.get(j), cells.get(j));
        }
    }

    /// The keys of a part, in no order.
    List<Long> keys(int part) {
        var keys = new ArrayList<Long>();
        blocks.reading(part);
        try (var segment = map.segmentContext(part)) {
            segment.forEachSegmentEntry(entry -> keys.add(entry.key().get()));
        }
        return keys;
    }

    /// How long the values are, in no order.
    void lengths(LongConsumer visitor) {
        for (int i = 0; i < parts(); i++) {
            blocks.reading(i);
            try (var segment = map.segmentContext(i)) {
                segment.forEachSegmentEntry(entry -> visitor.accept(entry.value().size()));
            }
        }
    }

    void close() {
        HeapMaps.close(map);
    }
}
