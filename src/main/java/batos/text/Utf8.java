package batos.text;

import java.io.IOException;
import java.io.Serial;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Text from bytes that have to be UTF-8; a byte-order mark at the beginning is no text.
public final class Utf8 {
    private static final String MARK = "\uFEFF";

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

    /// The first line of a stream that was decoded without this class, without its mark.
    public static String withoutMark(String line) {
        return line.startsWith(MARK) ? line.substring(MARK.length()) : line;
    }

    /// The text of a file.
    ///
    /// @throws IOException also where it is not UTF-8; the message then names the byte
    public static String read(Path file) throws IOException {
        try {
            return decode(Files.readAllBytes(file));
        } catch (Malformed e) {
            throw new IOException(file + " is " + e.getMessage(), e);
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
