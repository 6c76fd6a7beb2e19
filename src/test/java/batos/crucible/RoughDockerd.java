package batos.crucible;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// The real dockerd behind a relay that spoils the first few requests of one kind.
final class RoughDockerd implements AutoCloseable {
    private static final Pattern REQUEST = Pattern.compile("[A-Z]+ /\\S* HTTP/1\\.[01]");

    private final ServerSocketChannel server;
    private final String kind;
    private final AtomicInteger left;
    private final String answer;
    private final Duration delay;

    /// @param kind what the request begins with, `DELETE` for example, or holds in its first line
    /// @param answer sent in its place; empty for a connection that breaks
    RoughDockerd(String kind, int times, String answer) throws IOException {
        this(kind, times, answer, Duration.ZERO);
    }

    /// One that is under load: it takes its time for each request, and then answers as ever.
    static RoughDockerd slow(Duration delay) throws IOException {
        return new RoughDockerd("", 0, "", delay);
    }

    private RoughDockerd(String kind, int times, String answer, Duration delay) throws IOException {
        this.delay = delay;
        this.kind = kind;
        this.left = new AtomicInteger(times);
        this.answer = answer;
        this.server =
                ServerSocketChannel.open()
                        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread.ofVirtual().start(this::serve);
    }

    CrucibleOptions wanted() throws IOException {
        var usual = CrucibleOptions.USUAL;
        int port = ((InetSocketAddress) server.getLocalAddress()).getPort();
        return new CrucibleOptions(
                CrucibleOptions.Prefer.GVISOR,
                "tcp://127.0.0.1:" + port,
                usual.runtime(),
                usual.image(),
                usual.limits(),
                usual.cpus(),
                usual.pids(),
                usual.tmp(),
                usual.pool());
    }

    /// How many requests are still to be spoilt.
    int left() {
        return Math.max(0, left.get());
    }

    private void serve() {
        try {
            while (true) {
                var client = server.accept();
                var path = URI.create(CrucibleOptions.USUAL.dockerHost()).getPath();
                var dockerd = SocketChannel.open(UnixDomainSocketAddress.of(path));
                Thread.ofVirtual().start(() -> relay(client, dockerd, true));
                Thread.ofVirtual().start(() -> relay(dockerd, client, false));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void relay(ByteChannel from, ByteChannel to, boolean requests) {
        var buffer = ByteBuffer.allocate(64 << 10);
        try (from;
                to) {
            while (from.read(buffer.clear()) >= 0) {
                buffer.flip();
                var text = StandardCharsets.ISO_8859_1.decode(buffer.duplicate()).toString();
                var line = text.lines().findFirst().orElse("");
                if (requests && line.contains(kind) && left.getAndDecrement() > 0) {
                    from.write(ByteBuffer.wrap(answer.getBytes(StandardCharsets.US_ASCII)));
                    return;
                }
                if (requests && REQUEST.matcher(line).matches()) {
                    Thread.sleep(delay);
                }
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
            }
        } catch (IOException e) {
            // One side is gone, and so is the other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
