package batos.tape;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Lines of UTF-8 from a stream that others read too: nothing behind a line is taken with it. So a
/// program that is piped in reads, as its standard input, the lines below the one that asks.
public final class InputLines {
    private final InputStream in;
    private boolean carriageReturn;

    /// @param in does its own buffering, since it is read byte by byte
    public InputLines(InputStream in) {
        this.in = in;
    }

    /// Blocks until the line has ended, with a line feed, a carriage return or both.
    ///
    /// @return without its end; null where the stream ends
    public @Nullable String next() throws IOException {
        var line = new ByteArrayOutputStream();
        var first = true;
        for (var read = in.read(); read >= 0; read = in.read()) {
            var isRest = first && carriageReturn && read == '\n';
            carriageReturn = read == '\r' && !isFollowedByLineFeed();
            first = false;
            if (isRest) {
                continue;
            }
            if (read == '\n' || read == '\r') {
                return line.toString(StandardCharsets.UTF_8);
            }
            line.write(read);
        }
        return line.size() == 0 ? null : line.toString(StandardCharsets.UTF_8);
    }

    /// Takes the line feed where it is there already, so that another reader does not meet it.
    private boolean isFollowedByLineFeed() throws IOException {
        if (!in.markSupported() || in.available() == 0) {
            return false;
        }
        in.mark(1);
        if (in.read() == '\n') {
            return true;
        }
        in.reset();
        return false;
    }
}
