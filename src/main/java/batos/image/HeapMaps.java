package batos.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
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

    /// Many cells of up to this mean length, in bytes, lie in chunks of [#SMALL_CHUNK]: the library
    /// would take 32, half of which each cell wastes, and leave 15 % of a part empty where chance
    /// fills 1 in 20 maps up with half of that (168 in place of 158 MB for a million of 118 bytes).
    private static final int SMALL_CELL = 256;

    private static final int MANY = 100_000;
    private static final int SMALL_CHUNK = 4;

    /// Bytes that an entry takes beside its cell: the key, the cell's length, a checksum.
    private static final int BESIDE_A_CELL = 8 + 2 + 4;

    private static final Pattern NO_ROOM =
            Pattern.compile(
                    "Not enough space to fallocate (\\d+ \\w+) .*unallocated was (\\d+ \\w+)");

    private static final int MOST_IN_PART = 2500;

    private HeapMaps() {}

    /// A new, empty map with room for such cells.
    static ChronicleMap<Long, byte[]> create(Path path, CellSizes cells) throws IOException {
        try {
            synchronized (MAPPING) {
                return builder(cells).createPersistedTo(path.toFile());
            }
        } catch (IOException e) {
            Files.deleteIfExists(path);
            throw new IOException(
                    "cannot make " + path + ": " + reason(String.valueOf(e.getMessage())), e);
        }
    }

    /// The library's words for a full disk become the system's, by which others know it.
    private static String reason(String why) {
        var full = NO_ROOM.matcher(why);
        return full.find()
                ? "No space left on device (%s are needed, %s are free)"
                        .formatted(full.group(1), full.group(2))
                : why;
    }

    static ChronicleMap<Long, byte[]> inMemory(CellSizes cells) {
        return builder(cells).create();
    }

    static ChronicleMap<Long, byte[]> open(Path path) throws IOException {
        synchronized (MAPPING) {
            return builder(CellSizes.alike(1, 128)).createPersistedTo(path.toFile());
        }
    }

    /// Checks every entry and drops those that are half written.
    static ChronicleMap<Long, byte[]> recover(Path path) throws IOException {
        synchronized (MAPPING) {
            return builder(CellSizes.alike(1, 128))
                    .recoverPersistedTo(path.toFile(), true, corruption -> {});
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

    private static ChronicleMapBuilder<Long, byte[]> builder(CellSizes cells) {
        var builder =
                ChronicleMapBuilder.of(Long.class, byte[].class)
                        .entries(cells.count())
                        .averageValueSize(cells.mean());
        if (cells.mean() <= SMALL_CELL && cells.count() >= MANY) {
            fit(builder, cells);
        }
        return builder.name("heap")
                .maxBloatFactor(1)
                .checksumEntries(true)
                .putReturnsNull(true)
                .removeReturnsNull(true)
                .skipCloseOnExitHook(true);
    }

    /// Parts of at most 2,500 cells: up to 2,730 a cell costs eight bytes in the table that leads
    /// to it, in a larger part sixteen.
    private static void fit(ChronicleMapBuilder<Long, byte[]> builder, CellSizes cells) {
        var parts = Math.toIntExact(Long.highestOneBit(cells.count() / (MOST_IN_PART / 2)));
        var each = (double) cells.count() / parts;
        var deviations = 2.1 + 0.59 * Math.log10(parts);
        var chunks = (BESIDE_A_CELL + cells.mean()) / (double) SMALL_CHUNK + 0.5;
        var square = cells.square() + BESIDE_A_CELL * (2.0 * cells.mean() + BESIDE_A_CELL);
        var more = deviations * Math.sqrt(each * square) / SMALL_CHUNK;
        builder.actualChunkSize(SMALL_CHUNK)
                .actualSegments(parts)
                .entriesPerSegment((long) (each + deviations * Math.sqrt(each)))
                .actualChunksPerSegmentTier((long) (each * chunks + more));
    }
}
