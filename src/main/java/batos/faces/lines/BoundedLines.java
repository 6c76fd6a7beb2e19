package batos.faces.lines;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The lines of a stream, none longer than a bound: the rest of a longer one is read and dropped.
/// One thread reads.
public final class BoundedLines {
    /// One line.
    public sealed interface Line {
        record Whole(String text) implements Line {}

        /// @param bytes how long the line was
        record TooLong(long bytes) implements Line {}
    }

    private final InputStream in;
    private final int most;

    /// @param most bytes of a line, without its end
    public BoundedLines(InputStream in, int most) {
        this.in = new BufferedInputStream(in, 1 << 16);
        this.most = most;
    }

    /// The next line; empty at the end. A last line needs no line's end.
    public Optional<Line> next() throws IOException {
        var bytes = new ByteArrayOutputStream();
        long length = 0;
        for (var octet = in.read(); octet != '\n'; octet = in.read()) {
            if (octet < 0) {
                if (length == 0) {
                    return Optional.empty();
                }
                break;
            }
            if (++length <= most) {
                bytes.write(octet);
            }
        }
        return Optional.of(
                length > most
                        ? new Line.TooLong(length)
                        : new Line.Whole(bytes.toString(StandardCharsets.UTF_8).strip()));
    }
}
