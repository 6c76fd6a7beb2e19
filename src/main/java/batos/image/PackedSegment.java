package batos.image;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// A segment of the journal that nobody writes to any more, deflated: a twelfth of its length where
/// objects are alike. Offsets are those of the segment as it was written.
///
/// ```
/// header  80 bytes: as that of a segment, of format 2 | length as written u64 | 8 zeros
/// table   a record of type 3: for each block its length in this file, u32
/// blocks  records of type 2: each holds 256 KB of the segment, deflated, the last one less
/// ```
///
/// A block with one flipped bit is mended by its checksum; of one with more damage, zeros are read,
/// and the blocks behind it as they are.
final class PackedSegment implements SegmentBytes {
    static final int FORMAT = 2;
    static final int HEADER = 80;
    private static final short BLOCK = 2;
    private static final short TABLE = 3;
    private static final int BLOCK_BYTES = 1 << 18;

    private final Path path;
    private final RandomAccessFile file;
    private final long length;

    /// The offset of each block, and behind the last one the end; found when one is read.
    private long @Nullable [] starts;

    private int inflated = -1;
    private WeakReference<byte[]> block = new WeakReference<>(null);

    PackedSegment(Path path, RandomAccessFile file, long length) {
        this.path = path;
        this.file = file;
        this.length = length;
    }

    /// Writes the segment in its packed form into a new file, and forces that.
    ///
    /// @param header its header, without checksum, up to [Segment#HEADER]
    static void write(Path path, ByteWriter header, SegmentBytes segment, BackgroundThrottle rests)
            throws IOException {
        var length = segment.length();
        header.int64(length);
        header.int64(0);
        Files.deleteIfExists(path);
        Disk.create(path);
        var deflater = new Deflater(Deflater.BEST_SPEED, true);
        try (var out = new RandomAccessFile(path.toFile(), "rw")) {
            out.write(FileHeader.end(header));
            var lengths = new int[blocks(length)];
            out.write(table(lengths));
            var raw = new byte[BLOCK_BYTES];
            for (int i = 0; i < lengths.length; i++) {
                var at = Segment.HEADER + (long) i * BLOCK_BYTES;
                var count = segment.read(at, raw, size(i, length));
                var record = record(deflater, raw, count, at);
                out.write(record);
                lengths[i] = record.length;
                rests.after(count);
            }
            out.seek(HEADER);
            out.write(table(lengths));
            out.getFD().sync();
        } finally {
            deflater.end();
        }
    }

    private static int blocks(long length) {
        return (int) ((length - Segment.HEADER + BLOCK_BYTES - 1) / BLOCK_BYTES);
    }

    private static int size(int block, long length) {
        var at = Segment.HEADER + (long) block * BLOCK_BYTES;
        return (int) Math.min(BLOCK_BYTES, length - at);
    }

    private static byte[] table(int[] lengths) {
        var out = new ByteWriter();
        JournalRecord.begin(out, 0, TABLE);
        for (var each : lengths) {
            out.int32(each);
        }
        JournalRecord.end(out, 0);
        return out.bytes();
    }

    private static byte[] record(Deflater deflater, byte[] raw, int count, long at) {
        var out = new ByteWriter();
        JournalRecord.begin(out, at, BLOCK);
        deflater.reset();
        deflater.setInput(raw, 0, count);
        deflater.finish();
        var part = new byte[1 << 14];
        for (int n = deflater.deflate(part); n > 0; n = deflater.deflate(part)) {
            out.bytes(Arrays.copyOf(part, n));
        }
        JournalRecord.end(out, 0);
        return out.bytes();
    }

    @Override
    public long length() {
        return length;
    }

    @Override
    public long onDisk() throws IOException {
        return file.length();
    }

    @Override
    public int read(long at, byte[] into, int count) throws IOException {
        var wanted = (int) Math.min(count, length - at);
        for (int filled = 0; filled < wanted; ) {
            var offset = at + filled - Segment.HEADER;
            if (offset < 0) { // the header, which is read by itself
                filled += (int) Math.min(wanted - filled, -offset);
                continue;
            }
            var bytes = block((int) (offset / BLOCK_BYTES));
            var from = (int) (offset % BLOCK_BYTES);
            var part = Math.min(bytes.length - from, wanted - filled);
            System.arraycopy(bytes, from, into, filled, part);
            filled += part;
        }
        return Math.max(0, wanted);
    }

    private byte[] block(int i) throws IOException {
        var known = inflated == i ? block.get() : null;
        if (known != null) {
            return known;
        }
        var bytes = inflated(i);
        inflated = i;
        block = new WeakReference<>(bytes);
        return bytes;
    }

    private byte[] inflated(int i) throws IOException {
        var bytes = new byte[size(i, length)];
        var table = starts();
        var record = record(table[i], table[i + 1]);
        if (record == null) {
            return bytes;
        }
        var inflater = new Inflater(true);
        try {
            inflater.setInput(record, JournalRecord.HEAD, ByteBuffer.wrap(record).getInt(4));
            return inflater.inflate(bytes) == bytes.length ? bytes : new byte[bytes.length];
        } catch (DataFormatException e) {
            return new byte[bytes.length];
        } finally {
            inflater.end();
        }
    }

    private long[] starts() throws IOException {
        var known = starts;
        if (known != null) {
            return known;
        }
        var table = new long[blocks(length) + 1];
        var end = HEADER + JournalRecord.length(4 * blocks(length));
        var record = record(HEADER, end);
        table[0] = end;
        for (int i = 0; i < table.length - 1; i++) {
            table[i + 1] =
                    record == null
                            ? end
                            : table[i] + ByteBuffer.wrap(record).getInt(JournalRecord.HEAD + 4 * i);
        }
        starts = table;
        return table;
    }

    /// A record, with one flipped bit mended, also on the disk; null where more is wrong.
    private byte @Nullable [] record(long from, long to) throws IOException {
        var length = (int) Math.min(to - from, file.length() - from);
        if (length < JournalRecord.HEAD) {
            return null;
        }
        var bytes = new byte[length];
        file.seek(from);
        file.readFully(bytes);
        if (JournalRecord.isWhole(bytes)) {
            return bytes;
        }
        var mended = BitRepair.mend(bytes).orElse(null);
        if (mended == null || !JournalRecord.isWhole(mended)) {
            return null;
        }
        try (var writer = new RandomAccessFile(path.toFile(), "rwd")) {
            writer.seek(from);
            writer.write(mended);
        } catch (IOException readOnly) {
            return mended; // it is mended at each reading
        }
        return mended;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
