package batos.nerve;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;

/// One connection between a client and the owner: frames, one a line. One thread receives; any
/// thread sends. Neither waits longer than its limit: the socket does not block.
final class Connection implements AutoCloseable {
    private final SocketChannel channel;
    private final Selector reading;
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    private final FrameBuffer frames = new FrameBuffer();
    private final ReentrantLock sending = new ReentrantLock(true);
    private volatile boolean closed;

    Connection(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.configureBlocking(false);
        reading = channel.provider().openSelector();
        channel.register(reading, SelectionKey.OP_READ);
    }

    /// Connects to an owner. A frozen one takes no connections: once as many wait as its socket
    /// holds, the next one would wait with them for as long as it is frozen.
    ///
    /// @throws InterruptedIOException when the owner does not take it in time, or the thread was
    ///   interrupted
    /// @throws IOException when there is none
    static Connection to(SocketAddress owner, Duration patience) throws IOException {
        var opening = new FutureTask<>(() -> SocketChannel.open(owner));
        Thread.ofPlatform().daemon().name("connecting").start(opening);
        try {
            return new Connection(opening.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            opening.cancel(true);
            throw new InterruptedIOException("its owner is silent");
        } catch (InterruptedException e) {
            opening.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        }
    }

    /// The next frame; empty when none came in time.
    ///
    /// @throws IOException at the end of the connection, or when the other end keeps to no protocol
    Optional<Frame> receive(Duration patience) throws IOException {
        var until = System.nanoTime() + patience.toNanos();
        while (true) {
            var frame = frames.next();
            if (frame.isPresent()) {
                return frame;
            }
            bytes.clear();
            var read = channel.read(bytes);
            if (read < 0) {
                throw new IOException("the other end closed the connection");
            }
            if (read > 0) {
                bytes.flip();
                frames.take(bytes);
                continue;
            }
            var left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return Optional.empty();
            }
            try {
                reading.select(left);
                reading.selectedKeys().clear();
            } catch (ClosedSelectorException e) {
                throw new IOException("the connection was closed", e);
            }
            if (closed) {
                throw new IOException("the connection was closed");
            }
        }
    }

    /// @throws IOException when it cannot be handed to the system within the patience
    void send(Frame frame, Duration patience) throws IOException {
        var out = ByteBuffer.wrap(frame.encoded());
        sending.lock();
        try {
            var until = System.nanoTime() + patience.toNanos();
            while (out.hasRemaining()) {
                if (channel.write(out) == 0) {
                    if (System.nanoTime() > until) {
                        close();
                        throw new IOException("the other end takes nothing any more");
                    }
                    waitForRoom();
                }
            }
        } finally {
            sending.unlock();
        }
    }

    private void waitForRoom() throws IOException {
        try (var writing = channel.provider().openSelector()) {
            channel.register(writing, SelectionKey.OP_WRITE);
            writing.select(100);
        }
    }

    /// The connection as a stream of bytes, after its last frame.
    ProtocolStream stream() throws IOException {
        reading.close();
        channel.configureBlocking(true);
        return new ProtocolStream(channel);
    }

    @Override
    public void close() {
        closed = true;
        try {
            channel.close();
            reading.close();
        } catch (IOException e) {
            // The other end sees the end of the stream in any case.
        }
    }
}
