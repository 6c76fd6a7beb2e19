package batos.image;

import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.openhft.chronicle.hash.impl.BigSegmentHeader;
import net.openhft.chronicle.hash.impl.SizePrefixedBlob;
import net.openhft.chronicle.hash.impl.VanillaChronicleHash;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import org.jspecify.annotations.Nullable;

/// The heap on disk: one Chronicle Map from identity to cell, memory-mapped, of fixed capacity.
///
/// Written by one thread only, while a checkpoint is being made; read by all. Keys below zero are
/// the pages of the [Directory].
final class HeapFile {
    /// Held so that it stays quiet: the library tells of its version, its newsletter and the
    /// processor at every start, and warns of sharing a file that the lock on the image rules out.
    private static final Logger LIBRARY = Logger.getLogger("net.openhft");

    static {
        LIBRARY.setLevel(Level.SEVERE);
    }

    final Path path;
    private final ChronicleMap<Long, byte[]> map;

    private HeapFile(Path path, ChronicleMap<Long, byte[]> map) {
        this.path = path;
        this.map = map;
    }

    /// A new, empty file with room for `entries` cells of `average` bytes.
    static HeapFile create(Path path, long entries, int average) throws IOException {
        var map = builder(entries, average).createPersistedTo(path.toFile());
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        fill(path);
        return new HeapFile(path, map);
    }

    /// Opens a file that no process was writing when it was last closed. A reader that was killed
    /// may have left a segment's read lock behind; as the owner of the image is the only process
    /// here, all locks are free.
    static HeapFile open(Path path) throws IOException {
        var map = builder(1, 128).createPersistedTo(existing(path));
        if (map instanceof VanillaChronicleHash<?, ?, ?, ?> hash) {
            for (int i = 0; i < hash.actualSegments; i++) {
                BigSegmentHeader.INSTANCE.resetLock(hash.segmentHeaderAddress(i));
            }
        }
        return new HeapFile(path, map);
    }

    /// Opens a file whose writer was killed: every entry is checked, half-written ones are dropped.
    static HeapFile recover(Path path) throws IOException {
        ready(path);
        return new HeapFile(
                path, builder(1, 128).recoverPersistedTo(existing(path), true, corruption -> {}));
    }

    /// Marks the file's header as complete. A scan marks it as incomplete while it works, and a
    /// scan of a file so marked waits a minute for another process to complete it: for the process
    /// that was killed in the scan before.
    private static void ready(Path path) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            if (file.length() < SizePrefixedBlob.SELF_BOOTSTRAPPING_HEADER_OFFSET) {
                throw new IOException(path + " has no header");
            }
            var last = SizePrefixedBlob.SIZE_WORD_OFFSET + 3; // the word is little-endian
            file.seek(last);
            var octet = file.read();
            file.seek(last);
            file.write(octet & ~(SizePrefixedBlob.NOT_COMPLETE >>> 24));
        }
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
            var block = new byte[1 << 16];
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

    /// One entry may need one more tier of the map. The map itself notices that there is none only
    /// in the middle of moving the entry, and loses it and others with it; so the file counts as
    /// full before that.
    ///
    /// @throws IllegalStateException when the file is full; it is unchanged then
    void put(long key, byte[] value) {
        if (map.remainingAutoResizes() < 1) {
            throw new IllegalStateException(path + " is full");
        }
        map.put(key, value);
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

    /// Puts what the memory map holds on the disk.
    void force() throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.getFD().sync();
        }
    }

    void close() {
        map.close();
    }

    boolean holds(long key, byte[] value) {
        return Arrays.equals(map.get(key), value);
    }
}
