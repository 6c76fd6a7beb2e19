package batos.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import net.openhft.chronicle.map.ChronicleMap;
import net.openhft.chronicle.map.ChronicleMapBuilder;
import net.openhft.posix.PosixAPI;

/// The only place where heap files are mapped into memory and unmapped, so that their pages can be
/// dropped in between: the addresses of a file that was unmapped may be another's the next moment,
/// and would lose their content.
final class HeapMaps {
    /// Held while a file is mapped or unmapped, and while pages are dropped.
    private static final Object MAPPING = new Object();

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

    private HeapMaps() {}

    /// A new, empty map with room for `entries` cells of `average` bytes.
    static ChronicleMap<Long, byte[]> create(Path path, long entries, int average)
            throws IOException {
        try {
            synchronized (MAPPING) {
                return builder(entries, average).createPersistedTo(path.toFile());
            }
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw new IOException("cannot make " + path + ": " + e.getMessage(), e);
        }
    }

    static ChronicleMap<Long, byte[]> inMemory(long entries, int average) {
        return builder(entries, average).create();
    }

    static ChronicleMap<Long, byte[]> open(Path path) throws IOException {
        synchronized (MAPPING) {
            return builder(1, 128).createPersistedTo(path.toFile());
        }
    }

    /// Checks every entry and drops those that are half written.
    static ChronicleMap<Long, byte[]> recover(Path path) throws IOException {
        synchronized (MAPPING) {
            return builder(1, 128).recoverPersistedTo(path.toFile(), true, corruption -> {});
        }
    }

    static void close(ChronicleMap<Long, byte[]> map) {
        synchronized (MAPPING) {
            map.close();
        }
    }

    /// Takes the pages of the mapped files of a folder out of this process; who reads one later
    /// gets it from the system's cache.
    static void drop(Path folder) {
        synchronized (MAPPING) {
            FilePages.drop(folder);
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
}
