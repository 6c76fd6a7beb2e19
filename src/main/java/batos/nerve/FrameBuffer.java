package batos.nerve;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;

/// Bytes as they come in, cut into frames at the ends of lines.
final class FrameBuffer {
    static final int LONGEST_LINE = 1 << 20;

    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private final ArrayDeque<Frame> whole = new ArrayDeque<>();

    /// @throws IOException when a line is too long or no frame
    void take(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            var b = bytes.get();
            if (b == '\n') {
                whole.addLast(Frame.parse(line.toString(StandardCharsets.UTF_8)));
                line.reset();
            } else if (line.size() >= LONGEST_LINE) {
                throw new IOException("a line of more than " + LONGEST_LINE + " bytes");
            } else {
                line.write(b);
            }
        }
    }

    Optional<Frame> next() {
        return Optional.ofNullable(whole.pollFirst());
    }
}
