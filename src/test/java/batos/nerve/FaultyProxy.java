package batos.nerve;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/// Stands between clients and the owner's socket and treats their lines badly: some are dropped,
/// some come twice, some late, some in the wrong order; and now and then a connection is cut.
final class FaultyProxy implements AutoCloseable {
    final AtomicLong dropped = new AtomicLong();
    final AtomicLong doubled = new AtomicLong();
    final AtomicLong swapped = new AtomicLong();
    final AtomicLong delayed = new AtomicLong();
    final AtomicLong cut = new AtomicLong();

    private final Path owner;
    private final int oneIn;
    private final ServerSocketChannel server;
    private volatile boolean kind;

    /// @param home where clients look for the owner
    /// @param owner where the owner is
    /// @param oneIn one line in so many suffers
    FaultyProxy(Path home, Path owner, int oneIn) throws IOException {
        this.owner = owner;
        this.oneIn = oneIn;
        Files.createDirectories(home);
        server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(OwnerSocket.address(home).orElseThrow(), 256);
        Thread.ofPlatform().daemon().name("proxy").start(this::accept);
    }

    /// From now on lines pass as they are.
    void behave() {
        kind = true;
    }

    private void accept() {
        var seed = new AtomicLong();
        while (server.isOpen()) {
            try {
                var client = server.accept();
                SocketChannel up;
                try {
                    UnixDomainSocketAddress address = OwnerSocket.address(owner).orElseThrow();
                    up = SocketChannel.open(address);
                } catch (IOException e) {
                    client.close();
                    continue;
                }
                var random = new SplittableRandom(seed.incrementAndGet());
                pump(client, up, random.split());
                pump(up, client, random.split());
            } catch (IOException e) {
                // The next one.
            }
        }
    }

    private void pump(SocketChannel from, SocketChannel to, SplittableRandom random) {
        Thread.ofVirtual()
                .start(() -> {
                    try (from;
                            to) {
                        var in =
                                new BufferedReader(
                                        new InputStreamReader(
                                                Channels.newInputStream(from),
                                                StandardCharsets.UTF_8));
                        var out = Channels.newOutputStream(to);
                        for (var line = in.readLine(); line != null; line = in.readLine()) {
                            if (kind || random.nextInt(oneIn) != 0) {
                                pass(line, out);
                            } else {
                                harm(line, in, out, random);
                            }
                        }
                    } catch (IOException | InterruptedException e) {
                        // Cut.
                    }
                });
    }

    private void harm(String line, BufferedReader in, OutputStream out, SplittableRandom random)
            throws IOException, InterruptedException {
        switch (random.nextInt(20)) {
            case 0 -> {
                cut.incrementAndGet();
                throw new IOException("cut");
            }
            case 1, 2, 3, 4, 5 -> dropped.incrementAndGet();
            case 6, 7, 8, 9, 10 -> {
                doubled.incrementAndGet();
                pass(line, out);
                pass(line, out);
            }
            case 11, 12, 13, 14, 15 -> {
                swapped.incrementAndGet();
                var next = in.ready() ? in.readLine() : null;
                if (next != null) {
                    pass(next, out);
                }
                pass(line, out);
            }
            default -> {
                delayed.incrementAndGet();
                Thread.sleep(random.nextInt(5));
                pass(line, out);
            }
        }
    }

    private static void pass(String line, OutputStream out) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
