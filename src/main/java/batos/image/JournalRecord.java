package batos.image;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/// The frame of an entry in a segment of the journal, packed or not; see [Segment].
final class JournalRecord {
    /// Bytes before the payload.
    static final int HEAD = 24;

    static final int MAGIC = 0xBA70C0DE;

    private JournalRecord() {}

    static void begin(ByteWriter out, long durable, short type) {
        out.int32(MAGIC);
        out.int32(0);
        out.int64(durable);
        out.int32(type << 16 | Segment.FORMAT);
        out.int32(0);
    }

    /// @param at where the record begins
    static void end(ByteWriter out, int at) {
        out.setInt32(at + 4, out.size() - at - HEAD);
        out.setInt32(at + 20, crc(out.page(), at, out.size() - at - HEAD));
        while ((out.size() & 7) != 0) {
            out.int8(0);
        }
    }

    /// The length of a record with a payload of that length, in bytes.
    static long length(int payload) {
        return (HEAD + payload + 7L) & ~7L;
    }

    /// Whether these bytes begin with a record that matches its checksum.
    static boolean isWhole(byte[] bytes) {
        var head = ByteBuffer.wrap(bytes);
        var size = head.getInt(4);
        return head.getInt(0) == MAGIC
                && size >= 0
                && size <= bytes.length - HEAD
                && crc(bytes, 0, size) == head.getInt(20);
    }

    private static int crc(byte[] bytes, int at, int payload) {
        var crc = new CRC32C();
        crc.update(bytes, at, 20);
        crc.update(bytes, at + HEAD, payload);
        return (int) crc.getValue();
    }
}
