package batos.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A bounded walk through bytes written by [ByteWriter]. Whatever the bytes are, it ends inside
/// them or with [DamagedData].
final class ByteReader {
    private final byte[] bytes;
    private final int end;
    private int at;

    ByteReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    int left() {
        return end - at;
    }

    int position() {
        return at;
    }

    /// Goes on at another place.
    void at(int position) {
        at = position;
    }

    int int8() {
        need(1);
        return bytes[at++];
    }

    long int64() {
        need(8);
        at += 8;
        return ByteBuffer.wrap(bytes).getLong(at - 8);
    }

    int int32() {
        need(4);
        at += 4;
        return ByteBuffer.wrap(bytes).getInt(at - 4);
    }

    long varint() {
        var folded = unsigned();
        return (folded >>> 1) ^ -(folded & 1);
    }

    /// A number of things to follow, each at least one byte long.
    int count() {
        var count = unsigned();
        if (count < 0 || count > left()) {
            throw new DamagedData(
                    "a count of " + Long.toUnsignedString(count) + " in " + left() + " bytes");
        }
        return (int) count;
    }

    private long unsigned() {
        long value = 0;
        for (int shift = 0; shift < 70; shift += 7) {
            var octet = int8();
            value |= (octet & 0x7FL) << shift;
            if (octet >= 0) {
                return value;
            }
        }
        throw new DamagedData("a number without end");
    }

    String text() {
        var length = unsigned();
        var wide = (length & 1) == 1;
        var size = length >>> 1;
        need(size);
        var from = at;
        at += (int) size;
        return wide ? wide(from) : new String(bytes, from, (int) size, StandardCharsets.UTF_8);
    }

    private String wide(int from) {
        var text = new StringBuilder((at - from) / 2);
        for (int i = from; i + 1 < at; i += 2) {
            text.append((char) (bytes[i] << 8 | (bytes[i + 1] & 0xFF)));
        }
        return text.toString();
    }

    void skipText() {
        skip(unsigned() >>> 1);
    }

    /// Walks over a text.
    ///
    /// @return its length in bytes; less than zero where it is not plain ASCII
    int plainText() {
        var length = unsigned();
        skip(length >>> 1);
        var size = (int) (length >>> 1);
        for (int i = at - size; i < at; i++) {
            if (bytes[i] < 0) {
                return -1;
            }
        }
        return (length & 1) == 1 ? -1 : size;
    }

    byte[] block() {
        var size = count();
        return bytes(size);
    }

    byte[] bytes(int size) {
        need(size);
        at += size;
        return Arrays.copyOfRange(bytes, at - size, at);
    }

    void skip(long size) {
        need(size);
        at += (int) size;
    }

    private void need(long size) {
        if (size < 0 || size > left()) {
            throw new DamagedData("it ends " + (size - left()) + " bytes too early");
        }
    }
}
