package batos.image;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// A growing run of bytes to write into. [ByteReader] reads its bytes back.
///
/// Text is UTF-8, except text with a lone half of a surrogate pair, which UTF-8 cannot carry and
/// which is written as UTF-16; the lowest bit of its length tells which.
final class ByteWriter {
    private static final int SHORT = 128;

    private byte[] page = new byte[SHORT];
    private int end;

    int size() {
        return end;
    }

    byte[] bytes() {
        return Arrays.copyOf(page, end);
    }

    /// The bytes written so far, in the array written to: valid until the next write.
    byte[] page() {
        return page;
    }

    void clear() {
        end = 0;
        if (page.length > 1 << 20) {
            page = new byte[SHORT];
        }
    }

    void int8(int value) {
        room(1);
        page[end++] = (byte) value;
    }

    void put(int at, byte value) {
        page[at] = value;
    }

    void int64(long value) {
        room(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            page[end++] = (byte) (value >>> shift);
        }
    }

    void int32(int value) {
        room(4);
        for (int shift = 24; shift >= 0; shift -= 8) {
            page[end++] = (byte) (value >>> shift);
        }
    }

    void setInt32(int at, int value) {
        ByteBuffer.wrap(page).putInt(at, value);
    }

    /// A signed number, short when near zero.
    void varint(long value) {
        unsigned((value << 1) ^ (value >> 63));
    }

    /// A count or length, never negative.
    void length(int value) {
        unsigned(value);
    }

    private void unsigned(long value) {
        room(10);
        var rest = value;
        while ((rest & ~0x7FL) != 0) {
            page[end++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        page[end++] = (byte) rest;
    }

    void text(String text) {
        if (text.length() <= SHORT && plain(text)) {
            return;
        }
        var utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length == text.length()
                || !hasSurrogates(text)
                || new String(utf8, StandardCharsets.UTF_8).equals(text)) {
            unsigned((long) utf8.length << 1);
            bytes(utf8);
        } else {
            unsigned((long) text.length() << 2 | 1);
            for (int i = 0; i < text.length(); i++) {
                int8(text.charAt(i) >> 8);
                int8(text.charAt(i));
            }
        }
    }

    /// Writes a short text of ASCII alone, and nothing where it is not that: most are, and need no
    /// array of their own on the way.
    private boolean plain(String text) {
        var length = text.length();
        for (int i = 0; i < length; i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        unsigned((long) length << 1);
        room(length);
        for (int i = 0; i < length; i++) {
            page[end++] = (byte) text.charAt(i);
        }
        return true;
    }

    private static boolean hasSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    void block(byte[] bytes) {
        length(bytes.length);
        bytes(bytes);
    }

    void bytes(byte[] bytes) {
        bytes(bytes, 0, bytes.length);
    }

    void bytes(byte[] bytes, int from, int to) {
        room(to - from);
        System.arraycopy(bytes, from, page, end, to - from);
        end += to - from;
    }

    private void room(int more) {
        if (page.length - end < more) {
            page = Arrays.copyOf(page, Math.max(Math.addExact(end, more), end + (end >> 1)));
        }
    }
}
