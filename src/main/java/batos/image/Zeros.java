package batos.image;

import java.io.IOException;
import java.io.RandomAccessFile;

/// Zeros, written in small pieces: Linux keeps what one call writes as one piece in its cache, up
/// to megabytes, and looks through the whole piece at each small write into it.
final class Zeros {
    private static final int PIECE = 1 << 16;

    private Zeros() {}

    static void write(RandomAccessFile file, long at, long length) throws IOException {
        var zeros = new byte[(int) Math.min(PIECE, length)];
        file.seek(at);
        for (long left = length; left > 0; left -= PIECE) {
            file.write(zeros, 0, (int) Math.min(PIECE, left));
        }
    }
}
