package batos.image;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Checksums of a heap file's blocks at a checkpoint, in a file beside it: they find in
/// milliseconds what a disk changed while the image was closed.
///
/// ```
/// magic u64 | format u32 | crc32c u32 | number of the commit | offset of the first block
///           | file length | count | crc32c of each block u32…
/// ```
final class HeapBlockSums {
    private static final long MAGIC = 0x4241544F5353554DL; // BATOSSUM
    private static final int FORMAT = 1;
    private static final int BLOCK = 1 << 16;

    private HeapBlockSums() {}

    static Path beside(Path heap) {
        return heap.resolveSibling(heap.getFileName() + ".sums");
    }

    /// @param from where the file's locks end: they change when objects are read
    /// @param number the commit that the file holds
    /// @param gently whether to rest in between
    /// @param enough says when to give up
    /// @return false when it gave up
    static boolean write(Path heap, long from, long number, boolean gently, BooleanSupplier enough)
            throws IOException {
        var out = new ByteWriter();
        FileHeader.begin(MAGIC, FORMAT, out);
        out.int64(number);
        out.int64(from);
        try (var file = new RandomAccessFile(heap.toFile(), "r")) {
            out.int64(file.length());
            var sums = sums(file, from, gently, enough);
            if (sums == null) {
                return false;
            }
            out.length(sums.length);
            for (var sum : sums) {
                out.int32(sum);
            }
        }
        Disk.replace(beside(heap), FileHeader.end(out));
        return true;
    }

    /// How a heap file compares with its sums; `UNKNOWN` where there are none of that commit.
    enum Finding {
        SAME,
        CHANGED,
        UNKNOWN
    }

    /// Whether the file holds what it held at commit `number`.
    static Finding compare(Path heap, long number) throws IOException {
        var path = beside(heap);
        if (Files.notExists(path)) {
            return Finding.UNKNOWN;
        }
        var bytes = Files.readAllBytes(path);
        if (!FileHeader.isWhole(bytes, MAGIC, FORMAT)) {
            return Finding.UNKNOWN;
        }
        var in = new ByteReader(bytes, FileHeader.LENGTH, bytes.length);
        if (in.int64() != number) {
            return Finding.UNKNOWN;
        }
        return isSame(heap, in) ? Finding.SAME : Finding.CHANGED;
    }

    private static boolean isSame(Path heap, ByteReader in) throws IOException {
        var from = in.int64();
        try (var file = new RandomAccessFile(heap.toFile(), "r")) {
            if (in.int64() != file.length()) {
                return false;
            }
            var count = in.count();
            var sums = sums(file, from, false, () -> false);
            if (sums == null || sums.length != count) {
                return false;
            }
            for (var sum : sums) {
                if (sum != in.int32()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static int @Nullable [] sums(
            RandomAccessFile file, long from, boolean gently, BooleanSupplier enough)
            throws IOException {
        var length = file.length();
        var sums = new int[(int) ((Math.max(0, length - from) + BLOCK - 1) / BLOCK)];
        var block = new byte[BLOCK];
        file.seek(from);
        var rests = new BackgroundThrottle(gently);
        for (int i = 0; i < sums.length; i++) {
            var size = (int) Math.min(BLOCK, length - from - (long) i * BLOCK);
            file.readFully(block, 0, size);
            var crc = new CRC32C();
            crc.update(block, 0, size);
            sums[i] = (int) crc.getValue();
            rests.after(size);
            if (enough.getAsBoolean()) {
                return null;
            }
        }
        return sums;
    }

    static void delete(Path heap) throws IOException {
        Files.deleteIfExists(beside(heap));
    }
}
