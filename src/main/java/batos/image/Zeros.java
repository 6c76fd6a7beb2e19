package batos.image;

import java.io.IOException;
import java.io.RandomAccessFile;

/// Zeros, written page by page: Linux keeps what one call writes as one piece in its cache, up to
/// megabytes, and looks through the whole piece at each small write into it. A forced write of 3 kB
/// takes 0.13 ms in pieces of a page, 0.15 in pieces of 64 kB, 0.18 in one of a megabyte.
final class Zeros {
    private static final int PIECE = 1 << 12;

    private Zeros() {}

    static void write(RandomAccessFile file, long at, long length) throws IOException {
        var zeros = new byte[(int) Math.min(PIECE, length)];
        file.seek(at);
        for (long left = length; left > 0; left -= PIECE) {
            file.write(zeros, 0, (int) Math.min(PIECE, left));
        }
    }
}
