package batos.text;

import java.io.Serial;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/// Text from bytes that have to be UTF-8; a byte-order mark at the beginning is no text.
public final class Utf8 {
    private Utf8() {}

    /// A byte that is not UTF-8.
    public static final class Malformed extends Exception {
        @Serial private static final long serialVersionUID = 1L;

        private final int offset;

        Malformed(int offset) {
            super("not UTF-8 (byte " + (offset + 1) + ")");
            this.offset = offset;
        }

        /// From 0.
        public int offset() {
            return offset;
        }
    }

    /// @throws Malformed with the first byte that is not UTF-8
    public static String decode(byte[] bytes) throws Malformed {
        var in = ByteBuffer.wrap(bytes);
        if (bytes.length >= 3
                && bytes[0] == (byte) 0xEF
                && bytes[1] == (byte) 0xBB
                && bytes[2] == (byte) 0xBF) {
            in.position(3);
        }
        var out = CharBuffer.allocate(bytes.length);
        var ended =
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(in, out, true);
        if (ended.isError()) {
            throw new Malformed(in.position());
        }
        return out.flip().toString();
    }
}
