package batos.image;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// One file of the journal: a header, then records one behind the other.
///
/// ```
/// header  64 bytes: magic u64 | format u32 | crc32c u32 | first commit u64 | objects before it u64
///                   | root before it 32
/// record  magic u32 | length u32 | durable u64 | type u16 | version u16 | crc32c u32
///         | payload of that length | zeros up to a multiple of 8
/// ```
///
/// `durable` is the offset up to which the file was known to be forced when the record was written.
/// It tells damage from a torn end: a record that does not read was acknowledged exactly when a
/// readable one behind it says so.
final class Segment implements Closeable {
    static final int FORMAT = 1;
    static final int HEADER = 64;
    static final int FRAME = JournalRecord.HEAD;
    static final short COMMIT = 1;
    private static final long FILE_MAGIC = 0x4241544F534A4E4CL; // BATOSJNL
    private static final int WINDOW = 1 << 16;

    final Path path;
    final long first;
    final long sizeBefore;
    final RootHash rootBefore;
    private volatile SegmentBytes bytes;
    private volatile boolean packed;
    private byte[] window = new byte[0];
    private long windowAt;
    private long[] offsets = new long[16];
    private int known;
    private long scanned = HEADER;

    private Segment(
            Path path,
            long first,
            long sizeBefore,
            RootHash rootBefore,
            SegmentBytes bytes,
            boolean packed) {
        this.path = path;
        this.first = first;
        this.sizeBefore = sizeBefore;
        this.rootBefore = rootBefore;
        this.bytes = bytes;
        this.packed = packed;
    }

    static byte[] header(long first, long sizeBefore, RootHash rootBefore) {
        return FileHeader.end(header(FORMAT, first, sizeBefore, rootBefore));
    }

    private static ByteWriter header(int format, long first, long sizeBefore, RootHash rootBefore) {
        var out = new ByteWriter();
        FileHeader.begin(FILE_MAGIC, format, out);
        out.int64(first);
        out.int64(sizeBefore);
        rootBefore.write(out);
        return out;
    }

    static Segment open(Path path) throws IOException {
        var file = new RandomAccessFile(path.toFile(), "r");
        try {
            if (file.length() < HEADER) {
                throw new DamagedData("its header is cut short");
            }
            var bytes = new byte[(int) Math.min(PackedSegment.HEADER, file.length())];
            file.readFully(bytes);
            var plainly = isHeader(Arrays.copyOf(bytes, HEADER));
            var packed =
                    plainly || isPacked(bytes)
                            ? bytes
                            : BitRepair.anyBit(bytes, Segment::isPacked).orElse(null);
            if (!plainly && packed != null) {
                var in = new ByteReader(packed, 16, packed.length);
                var first = in.int64();
                var size = in.int64();
                var root = RootHash.read(in);
                var whole = new PackedSegment(path, file, in.int64());
                return new Segment(path, first, size, root, whole, true);
            }
            bytes = Arrays.copyOf(bytes, HEADER);
            if (!isHeader(bytes)) {
                FileHeader.refuseNewer(path, bytes, FILE_MAGIC, PackedSegment.FORMAT);
                bytes =
                        BitRepair.anyBit(bytes, Segment::isHeader)
                                .orElseThrow(() -> new DamagedData("its header does not read"));
            }
            var in = new ByteReader(bytes, 16, HEADER);
            var plain = SegmentBytes.plain(path);
            file.close();
            return new Segment(path, in.int64(), in.int64(), RootHash.read(in), plain, false);
        } catch (ImageFault | IOException e) {
            file.close();
            throw e;
        }
    }

    private static boolean isHeader(byte[] bytes) {
        return FileHeader.isWhole(bytes, FILE_MAGIC, FORMAT);
    }

    private static boolean isPacked(byte[] bytes) {
        return bytes.length == PackedSegment.HEADER
                && FileHeader.isWhole(bytes, FILE_MAGIC, PackedSegment.FORMAT);
    }

    /// Whether it is deflated; nothing can be written behind its end then.
    boolean isPacked() {
        return packed;
    }

    /// Deflates a segment that nobody writes to any more, unless a record of it is damaged. Readers
    /// go on. A kill leaves one form or the other.
    void pack(BackgroundThrottle rests) throws IOException {
        if (firstDamage(length()) >= 0) {
            return;
        }
        var aside = path.resolveSibling(path.getFileName() + ".new");
        try (var source = SegmentBytes.plain(path)) {
            var header = header(PackedSegment.FORMAT, first, sizeBefore, rootBefore);
            PackedSegment.write(aside, header, source, rests);
            try (var packed = open(aside)) {
                if (!packed.bytes.holds(source, rests)) {
                    throw new IOException(aside + " does not hold what was written into it");
                }
            }
            synchronized (this) {
                Files.move(
                        aside,
                        path,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
                reopen();
            }
        } finally {
            Files.deleteIfExists(aside);
        }
        Disk.force(path.resolveSibling(""));
    }

    /// Makes it a segment again that can be written behind, cut at `end`.
    synchronized void unpack(long end) throws IOException {
        var raw = new byte[(int) end];
        bytes.read(0, raw, raw.length);
        System.arraycopy(header(first, sizeBefore, rootBefore), 0, raw, 0, HEADER);
        Disk.replace(path, raw);
        reopen();
    }

    private synchronized void reopen() throws IOException {
        var again = open(path);
        bytes.close();
        bytes = again.bytes;
        packed = again.packed;
        refresh();
    }

    /// Adds a record to a batch that will be written when everything up to `durable` is forced.
    static void frame(JournalEntry entry, long durable, ByteWriter out) {
        var at = out.size();
        JournalRecord.begin(out, durable, COMMIT);
        entry.write(out);
        JournalRecord.end(out, at);
    }

    /// A record that reads.
    ///
    /// @param next where the following record begins
    /// @param durable up to where the file was forced when this one was written
    record Frame(
            long offset, long next, long durable, short type, short version, ByteReader payload) {}

    /// The record at `offset`, or null where none reads.
    synchronized @Nullable Frame frame(long offset) throws IOException {
        var length = length();
        if (offset + FRAME > length) {
            return null;
        }
        var head = ByteBuffer.wrap(slice(offset, FRAME));
        var size = head.getInt(4);
        if (head.getInt(0) != JournalRecord.MAGIC || size < 0 || offset + FRAME + size > length) {
            return null;
        }
        var record = slice(offset, FRAME + size);
        if (!JournalRecord.isWhole(record)) {
            return null;
        }
        return new Frame(
                offset,
                offset + JournalRecord.length(size),
                head.getLong(8),
                head.getShort(16),
                head.getShort(18),
                new ByteReader(record, FRAME, record.length));
    }

    /// Reads ahead, or back where the reader goes back: then a quarter of the window stays behind
    /// the offset, for the record that begins there. Behind the end there are zeros, also where the
    /// segment ended in some that are cut off while this reads.
    private byte[] slice(long offset, int size) throws IOException {
        if (offset < windowAt || offset + size > windowAt + window.length) {
            var backwards = offset < windowAt;
            var wanted = Math.max(size, WINDOW);
            var ahead = Math.max(size, wanted / 4);
            windowAt = backwards ? Math.max(0, offset + ahead - wanted) : offset;
            var there = Math.min(wanted, length() - windowAt);
            window = new byte[(int) Math.max(offset + size - windowAt, there)];
            bytes.read(windowAt, window, window.length);
        }
        var from = (int) (offset - windowAt);
        return Arrays.copyOfRange(window, from, from + size);
    }

    /// Flips one bit of the record at `offset` back, if that makes it the commit that has to stand
    /// there: by its number, and by the root that its changes lead to.
    ///
    /// @param sizeThen how many objects there are before it
    synchronized boolean mend(long offset, long number, long sizeThen, RootHash rootThen)
            throws IOException {
        var left = (int) Math.min(BitRepair.LONGEST, length() - offset);
        if (packed || left < FRAME || isZero(offset)) {
            return false;
        }
        var record = BitRepair.mend(slice(offset, left)).orElse(null);
        if (record == null) {
            return false;
        }
        try {
            var entry = JournalEntry.read(new ByteReader(record, FRAME, record.length));
            if (entry.number() != number || !entry.follows(sizeThen, rootThen)) {
                return false;
            }
        } catch (RuntimeException notTheOne) {
            return false;
        }
        try (var writer = new RandomAccessFile(path.toFile(), "rwd")) {
            writer.seek(offset);
            writer.write(record);
        }
        refresh();
        return true;
    }

    /// Whether the eight bytes there are all zero.
    synchronized boolean isZero(long offset) throws IOException {
        var size = (int) Math.min(8, length() - offset);
        for (var octet : slice(offset, size)) {
            if (octet != 0) {
                return false;
            }
        }
        return true;
    }

    /// The offset of the next eight bytes that are not all zero, in steps of eight from `offset`;
    /// the file's length where there are none. Reads the zeros filled in ahead block by block.
    synchronized long written(long offset) throws IOException {
        var length = length();
        for (var at = offset; at < length; at += WINDOW) {
            var block = slice(at, (int) Math.min(WINDOW, length - at));
            for (int i = 0; i < block.length; i++) {
                if (block[i] != 0) {
                    return at + (i & ~7);
                }
            }
        }
        return length;
    }

    /// Forgets the bytes read ahead: the file has grown or was cut.
    synchronized void refresh() {
        window = new byte[0];
    }

    JournalEntry entry(Frame frame) {
        if (frame.type() != COMMIT || frame.version() > FORMAT) {
            throw new ImageFault(
                    ImageFault.Reason.NEWER,
                    "%s, offset %d: a record of type %d, version %d, which this batos does not know. Next: open it with the newer batos that wrote it"
                            .formatted(path, frame.offset(), frame.type(), frame.version()));
        }
        return JournalEntry.read(frame.payload());
    }

    /// Whether records lead from the header to exactly this offset: a damaged record of the right
    /// journal begins there, one of another journal does so only by chance.
    synchronized boolean hasBoundary(long offset) throws IOException {
        var at = (long) HEADER;
        while (at < offset) {
            var frame = frame(at);
            if (frame == null) {
                return false;
            }
            at = frame.next();
        }
        return at == offset;
    }

    /// Checks the records from the header up to `end` against their checksums, without decoding
    /// them.
    ///
    /// @return the offset of the first that does not match, or -1
    synchronized long firstDamage(long end) throws IOException {
        for (var offset = (long) HEADER; offset < end; ) {
            var frame = frame(offset);
            if (frame == null) {
                return offset;
            }
            offset = frame.next();
        }
        return -1;
    }

    /// The offset of a commit's record.
    ///
    /// @param end where the known-good records end
    synchronized long offset(long number, long end) throws IOException {
        var index = (int) (number - first);
        while (known <= index) {
            var frame = scanned < end ? mended(scanned) : null;
            if (frame == null) {
                frame = behindDamage(end);
            }
            note(frame.offset(), frame.next());
        }
        return offsets[index];
    }

    /// The last commit that was found so far; the one before the first where none was.
    synchronized long lastFound() {
        return first + known - 1;
    }

    /// The next record that reads behind one that does not. The commits between them are noted at
    /// the damaged place.
    private Frame behindDamage(long end) throws IOException {
        for (var offset = scanned + 8; offset < end; offset += 8) {
            var frame = frame(offset);
            var missing = frame == null ? 0 : entry(frame).number() - first - known;
            if (frame != null && missing > 0 && missing <= (offset - scanned) / FRAME) {
                for (var bad = scanned; missing > 0; missing--) {
                    note(bad, offset);
                }
                return frame;
            }
        }
        throw new DamagedData("%s, offset %d: no readable record".formatted(path, scanned));
    }

    private @Nullable Frame mended(long offset) throws IOException {
        var frame = frame(offset);
        if (frame != null) {
            return frame;
        }
        var before = known == 0 ? null : frame(offsets[known - 1]);
        if (known > 0 && before == null) {
            return null;
        }
        var then = before == null ? null : entry(before);
        var size = then == null ? sizeBefore : then.size();
        var root = then == null ? rootBefore : then.root();
        return mend(offset, first + known, size, root) ? frame(offset) : null;
    }

    private void note(long offset, long next) {
        if (known == offsets.length) {
            offsets = Arrays.copyOf(offsets, known * 2);
        }
        offsets[known++] = offset;
        scanned = next;
    }

    /// Its length in bytes, or that before it was packed: the end of offsets in it.
    synchronized long length() throws IOException {
        return bytes.length();
    }

    /// The bytes that it takes on the disk.
    synchronized long onDisk() throws IOException {
        return bytes.onDisk();
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
