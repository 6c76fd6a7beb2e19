package batos.nerve;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// A client's standard input for a command. It goes to the owner in pieces, in order, before the
/// command. Immutable.
public final class Input {
    public static final Input NONE = new Input(new byte[0]);

    /// The most bytes that an owner takes for one command.
    public static final int MOST = 16 << 20;

    private static final int PIECE = 256 << 10;

    private final byte[] bytes;

    private Input(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Input of(byte[] bytes) {
        return bytes.length == 0 ? NONE : new Input(bytes.clone());
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /// The pieces as they are sent for the command of that number.
    List<Frame> frames(long number) {
        var frames = new ArrayList<Frame>();
        for (var from = 0; from < bytes.length; from += PIECE) {
            var to = Math.min(bytes.length, from + PIECE);
            frames.add(
                    Frame.of("input")
                            .put("number", number)
                            .put("at", from)
                            .put("b", Arrays.copyOfRange(bytes, from, to)));
        }
        return frames;
    }

    /// Puts pieces together. One at 0 starts again, so that a command that is sent again may send
    /// its input again.
    static final class Pieces {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        /// @throws IOException when a piece is missing before this one, or there is too much
        void take(Frame piece) throws IOException {
            if (piece.number("at") == 0) {
                bytes.reset();
            }
            var taken = piece.bytes("b");
            if (piece.number("at") != bytes.size() || bytes.size() + taken.length > MOST) {
                throw new IOException("an input with a gap, or of more than " + MOST + " bytes");
            }
            bytes.writeBytes(taken);
        }

        Input whole() {
            return of(bytes.toByteArray());
        }
    }
}
