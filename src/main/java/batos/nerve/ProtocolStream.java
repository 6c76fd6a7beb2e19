package batos.nerve;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A connection between a client and the owner that carries another protocol than frames: bytes in
/// both directions. One thread reads, any thread writes; closing it ends both.
public final class ProtocolStream implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SocketChannel channel;

    ProtocolStream(SocketChannel channel) {
        this.channel = channel;
    }

    /// The owner's answer.
    public sealed interface Opened {
        record Speaking(ProtocolStream stream) implements Opened {}

        /// Nobody takes clients at that home.
        record NoOwner() implements Opened {}

        record Refused(String why) implements Opened {}
    }

    /// Asks the owner of a home to speak a protocol.
    ///
    /// @param client a random name of this process
    public static Opened open(Path home, String client, String protocol) {
        var address = OwnerSocket.address(home);
        if (address.isEmpty()) {
            return new Opened.NoOwner();
        }
        Connection open;
        try {
            open = Connection.to(address.get(), PATIENCE);
        } catch (InterruptedIOException e) {
            return new Opened.Refused("the owner does not answer");
        } catch (IOException e) {
            return new Opened.NoOwner();
        }
        try {
            open.send(OwnerClient.hello(client, protocol), PATIENCE);
            open.send(Frame.of("protocol").put("name", protocol), PATIENCE);
            var answer = answer(open);
            if (answer.isEmpty() || !answer.get().text("why").isEmpty()) {
                open.close();
                return new Opened.Refused(
                        answer.map(frame -> frame.text("why")).orElse("the owner does not answer"));
            }
            return new Opened.Speaking(open.stream());
        } catch (IOException e) {
            return new Opened.Refused(String.valueOf(e.getMessage()));
        }
    }

    private static Optional<Frame> answer(Connection open) throws IOException {
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < until) {
            var frame = open.receive(Duration.ofMillis(250));
            if (frame.isPresent() && frame.get().kind().equals("protocol")) {
                return frame;
            }
        }
        return Optional.empty();
    }

    public InputStream in() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return channel.read(ByteBuffer.wrap(bytes, offset, length));
            }
        };
    }

    public OutputStream out() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public synchronized void write(byte[] bytes, int offset, int length)
                    throws IOException {
                var left = ByteBuffer.wrap(bytes, offset, length);
                while (left.hasRemaining()) {
                    channel.write(left);
                }
            }
        };
    }

    /// Says that nothing follows in this direction; the other one goes on.
    public void endOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
