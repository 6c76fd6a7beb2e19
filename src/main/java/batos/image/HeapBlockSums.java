package batos.image;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// Checksums of a heap file's blocks at a checkpoint, in a file beside it: they find what a disk
/// changed while the image was closed.
///
/// ```
/// magic u64 | format u32 | crc32c u32 | number of the commit | offset of the first block
///           | file length | count | crc32c of each block u32…
/// ```
final class HeapBlockSums {
    private static final long MAGIC = 0x4241544F5353554DL; // BATOSSUM
    private static final int FORMAT = 1;
    private static final int BLOCK = 1 << 16;
    private static final int PORTION = 16;

    private final Path heap;
    private final long number;

    /// The offset at which the file's locks end: they change when objects are read.
    private final long from;

    private final long length;
    private final int[] sums;

    private HeapBlockSums(Path heap, long number, long from, long length, int[] sums) {
        this.heap = heap;
        this.number = number;
        this.from = from;
        this.length = length;
        this.sums = sums;
    }

    static Path beside(Path heap) {
        return heap.resolveSibling(heap.getFileName() + ".sums");
    }

    /// Those of the file as it was at commit `number`; null where there are none.
    static @Nullable HeapBlockSums load(Path heap, long number) throws IOException {
        var in = FileHeader.body(beside(heap), MAGIC, FORMAT);
        if (in == null || in.int64() != number) {
            return null;
        }
        var from = in.int64();
        var length = in.int64();
        var sums = new int[in.count()];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = in.int32();
        }
        return sums.length == count(from, length)
                ? new HeapBlockSums(heap, number, from, length, sums)
                : null;
    }

    /// Sums of the file as it is.
    ///
    /// @param before earlier ones of it
    /// @param kept which blocks are since then as they were
    /// @param gently whether to rest in between
    /// @param enough says when to give up
    /// @return null when it gave up
    static @Nullable HeapBlockSums of(
            Path heap,
            long from,
            @Nullable HeapBlockSums before,
            IntPredicate kept,
            boolean gently,
            BooleanSupplier enough)
            throws IOException {
        try (var file = new RandomAccessFile(heap.toFile(), "r")) {
            var made =
                    new HeapBlockSums(
                            heap, 0, from, file.length(), new int[count(from, file.length())]);
            var block = new byte[BLOCK];
            var rests = new BackgroundThrottle(gently);
            for (int i = 0; i < made.sums.length; i++) {
                if (before != null && kept.test(i)) {
                    made.sums[i] = before.sums[i];
                    continue;
                }
                made.sums[i] = made.sum(file, i, block);
                rests.after(BLOCK);
                if (enough.getAsBoolean()) {
                    return null;
                }
            }
            return made;
        }
    }

    /// Keeps them as those of commit `commit`.
    HeapBlockSums save(long commit) throws IOException {
        var out = new ByteWriter();
        FileHeader.begin(MAGIC, FORMAT, out);
        out.int64(commit);
        out.int64(from);
        out.int64(length);
        out.length(sums.length);
        for (var sum : sums) {
            out.int32(sum);
        }
        Disk.replace(beside(heap), FileHeader.end(out));
        return new HeapBlockSums(heap, commit, from, length, sums);
    }

    /// Whether the file's content is that of then.
    boolean isSame() throws IOException {
        return heap.toFile().length() == length && firstChange(0, sums.length) < 0;
    }

    /// Compares all blocks.
    ///
    /// @param enough says when to give up
    /// @return false when it gave up
    /// @throws HeapChanged where one is not as it was
    boolean compareAll(boolean gently, BooleanSupplier enough) throws IOException {
        var rests = new BackgroundThrottle(gently);
        for (int i = 0; i < sums.length; i += PORTION) {
            if (enough.getAsBoolean()) {
                return false;
            }
            compare(i, Math.min(sums.length, i + PORTION));
            rests.after((long) PORTION * BLOCK);
        }
        return true;
    }

    /// @throws HeapChanged where one of some blocks is not as it was; the next opening then
    ///   compares all before the file is used
    void compare(int first, int end) throws IOException {
        var changed = firstChange(first, end);
        if (changed >= 0) {
            FileStamps.forget(heap);
            throw new HeapChanged(heap, changed);
        }
    }

    /// -1 where all are as they were.
    private int firstChange(int first, int end) throws IOException {
        try (var file = new RandomAccessFile(heap.toFile(), "r")) {
            var block = new byte[BLOCK];
            for (int i = first; i < end; i++) {
                if (sum(file, i, block) != sums[i]) {
                    return i;
                }
            }
            return -1;
        }
    }

    private int sum(RandomAccessFile file, int index, byte[] block) throws IOException {
        var at = from + (long) index * BLOCK;
        var size = (int) Math.min(BLOCK, Math.min(length, file.length()) - at);
        if (size <= 0) {
            return 0;
        }
        file.seek(at);
        file.readFully(block, 0, size);
        var crc = new CRC32C();
        crc.update(block, 0, size);
        return (int) crc.getValue();
    }

    private static int count(long from, long length) {
        return (int) ((Math.max(0, length - from) + BLOCK - 1) / BLOCK);
    }

    /// The number of blocks.
    int count() {
        return sums.length;
    }

    long number() {
        return number;
    }

    long length() {
        return length;
    }

    /// The block in which an offset of the file lies.
    int block(long offset) {
        return (int) (Math.max(0, offset - from) / BLOCK);
    }

    static void delete(Path heap) throws IOException {
        Files.deleteIfExists(beside(heap));
    }
}
