package batos.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The entries that a start reads from the heap, in a small file beside it, so that only other
/// requests open the map itself: opening it takes longer than all the work of a short command.
///
/// ```
/// magic u64 | format u32 | crc32c u32 | number of the commit | crc32c of the heap's sums
///           | count | key, cell…; a cell of length 0 stands for a key that is not there
/// ```
///
/// It counts only beside the very sums that it was written with, and these only beside a heap file
/// that matches them.
final class StartupCache {
    private static final long MAGIC = 0x4241544F53465244L; // BATOSFRD
    private static final int FORMAT = 1;
    private static final int MOST = 400;
    private static final int LARGEST = 16 << 10;
    private static final int LATEST = 4000;
    private static final byte[] ABSENT = {};

    private final Map<Long, byte[]> known;
    private final Set<Long> asked = ConcurrentHashMap.newKeySet();

    /// The number of keys asked for, up to [#LATEST]; not exact, as threads do not wait for each
    /// other here.
    private int times;

    private StartupCache(Map<Long, byte[]> known) {
        this.known = known;
    }

    static StartupCache none() {
        return new StartupCache(Map.of());
    }

    static Path beside(Path heap) {
        return heap.resolveSibling(heap.getFileName() + ".first");
    }

    /// Null where there are none of that commit, or where they do not match their checksum.
    static @Nullable StartupCache load(Path heap, long number) throws IOException {
        var in = FileHeader.body(beside(heap), MAGIC, FORMAT);
        if (in == null
                || in.int64() != number
                || in.int32() != sums(heap)
                || head(heap, in.int64()) != in.int32()) {
            return null;
        }
        var known = new HashMap<Long, byte[]>();
        for (int left = in.count(); left > 0; left--) {
            known.put(in.int64(), in.block());
        }
        return new StartupCache(known);
    }

    /// Notes a key, if it is one of the first asked for.
    void note(long key) {
        if (times < LATEST) {
            times++;
            if (asked.size() < MOST) {
                asked.add(key);
            }
        }
    }

    /// Whether the answer for a key is known.
    boolean has(long key) {
        return known.containsKey(key);
    }

    /// A copy, as the map gives one.
    byte @Nullable [] cell(long key) {
        var cell = known.getOrDefault(key, ABSENT);
        return cell.length == 0 ? null : cell.clone();
    }

    /// Keeps what the heap file holds at a commit for the keys that were asked for first. Where the
    /// disk does not take it, the next start opens the map.
    ///
    /// @param head how many bytes at the beginning of the file the sums leave out
    void keep(HeapFile heap, long number, long head) throws IOException {
        var cells = new HashMap<Long, byte[]>();
        for (var key : asked) {
            var cell = heap.get(key);
            if (cell == null || cell.length <= LARGEST) {
                cells.put(key, cell == null ? ABSENT : cell);
            }
        }
        var out = new ByteWriter();
        FileHeader.begin(MAGIC, FORMAT, out);
        out.int64(number);
        out.int32(sums(heap.path));
        out.int64(head);
        out.int32(head(heap.path, head));
        out.length(cells.size());
        cells.forEach((key, cell) -> {
            out.int64(key);
            out.block(cell);
        });
        try {
            Disk.replace(beside(heap.path), FileHeader.end(out));
        } catch (IOException e) {
            forget(heap.path);
        }
    }

    private static int sums(Path heap) throws IOException {
        var crc = new CRC32C();
        crc.update(Files.readAllBytes(HeapBlockSums.beside(heap)));
        return (int) crc.getValue();
    }

    private static int head(Path heap, long length) throws IOException {
        var crc = new CRC32C();
        try (var in = Files.newInputStream(heap)) {
            crc.update(in.readNBytes((int) length));
        }
        return (int) crc.getValue();
    }

    /// Lets the next start open the map at once, and rebuild it where it does not open.
    static void forget(Path heap) throws IOException {
        Files.deleteIfExists(beside(heap));
    }
}
