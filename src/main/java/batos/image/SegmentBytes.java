package batos.image;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;

/// The bytes of a journal segment as they were written, wherever they lie now. For one thread at a
/// time.
interface SegmentBytes extends Closeable {
    /// The number of bytes written.
    long length() throws IOException;

    /// The number of bytes that the disk holds for them.
    long onDisk() throws IOException;

    /// Reads up to `count` bytes from `at` on.
    ///
    /// @return how many bytes were read, as many as were wanted unless the segment ends before
    int read(long at, byte[] into, int count) throws IOException;

    /// Whether it holds what another one holds, the header left out.
    default boolean holds(SegmentBytes other, BackgroundThrottle rests) throws IOException {
        var mine = new byte[1 << 18];
        var others = new byte[mine.length];
        for (long at = Segment.HEADER; at < length(); at += mine.length) {
            var count = read(at, mine, mine.length);
            if (count != other.read(at, others, others.length)
                    || !Arrays.equals(mine, 0, count, others, 0, count)) {
                return false;
            }
            rests.after(count);
        }
        return length() == other.length();
    }

    /// A file that holds just these bytes, and may grow.
    static SegmentBytes plain(Path path) throws IOException {
        var file = new RandomAccessFile(path.toFile(), "r");
        return new SegmentBytes() {
            @Override
            public long length() throws IOException {
                return file.length();
            }

            @Override
            public long onDisk() throws IOException {
                return file.length();
            }

            @Override
            public int read(long at, byte[] into, int count) throws IOException {
                file.seek(at);
                var filled = 0;
                for (int n = 0; n >= 0 && filled < count; filled += Math.max(0, n)) {
                    n = file.read(into, filled, count - filled);
                }
                return filled;
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        };
    }
}
