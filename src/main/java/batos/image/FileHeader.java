package batos.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/// The header of the image's small files and of its journal segments.
///
/// ```
/// magic u64 | format u32 | crc32c u32 of all that follows | …
/// ```
///
/// The checksum of format 1 leaves the format's number out. That of every later format has to take
/// it in: then a format-1 checksum that matches under another number gives away that only the
/// number was damaged.
final class FileHeader {
    static final int LENGTH = 16;

    /// Takes the number of a later format into the checksum.
    private static final int SPREAD = 0x9E3779B1;

    private FileHeader() {}

    static void begin(long magic, int format, ByteWriter out) {
        out.int64(magic);
        out.int32(format);
        out.int32(0);
    }

    static byte[] end(ByteWriter out) {
        var bytes = out.bytes();
        ByteBuffer.wrap(bytes).putInt(12, crc(bytes));
        return bytes;
    }

    static boolean isWhole(byte[] bytes, long magic, int format) {
        var head = ByteBuffer.wrap(bytes);
        return bytes.length >= LENGTH
                && head.getLong(0) == magic
                && head.getInt(8) == format
                && head.getInt(12) == crc(bytes);
    }

    /// The bytes behind the header; null where the file is missing or does not match its checksum.
    static @Nullable ByteReader body(Path path, long magic, int format) throws IOException {
        if (Files.notExists(path)) {
            return null;
        }
        var bytes = Files.readAllBytes(path);
        return isWhole(bytes, magic, format) ? new ByteReader(bytes, LENGTH, bytes.length) : null;
    }

    /// @throws ImageFault when it is of a later format than `format`, and not just damaged
    static void refuseNewer(Path path, byte[] bytes, long magic, int format) {
        var head = ByteBuffer.wrap(bytes);
        if (bytes.length >= LENGTH
                && head.getLong(0) == magic
                && head.getInt(8) > format
                && head.getInt(12) != crc(bytes, bytes.length)) {
            throw newer(path, head.getInt(8), format);
        }
    }

    static ImageFault newer(Path path, int format, int known) {
        return new ImageFault(
                ImageFault.Reason.NEWER,
                "%s has format %d; this batos knows formats up to %d. Next: open it with the newer batos that wrote it"
                        .formatted(path, format, known));
    }

    private static int crc(byte[] bytes) {
        return ByteBuffer.wrap(bytes).getInt(8) == 1
                ? crc(bytes, bytes.length)
                : crc(bytes, bytes.length) ^ ByteBuffer.wrap(bytes).getInt(8) * SPREAD;
    }

    /// As in format 1.
    private static int crc(byte[] bytes, int end) {
        var crc = new CRC32C();
        crc.update(bytes, LENGTH, end - LENGTH);
        return (int) crc.getValue();
    }
}
