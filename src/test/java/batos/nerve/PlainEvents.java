package batos.nerve;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// The same pulses as Server-Sent Events without ids, as many programs send them: who comes back
/// hears what comes from then on. It stands beside the nerve in the torture, for comparison.
final class PlainEvents {
    private static final Duration PATIENCE = Duration.ofMillis(250);

    private PlainEvents() {}

    static void serve(Path home, Pulses pulses) throws IOException {
        Files.createDirectories(home);
        var address = OwnerSocket.address(home).orElseThrow();
        Files.deleteIfExists(address.getPath());
        var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(address, 128);
        Thread.ofPlatform()
                .daemon()
                .start(() -> {
                    while (server.isOpen()) {
                        try {
                            var client = server.accept();
                            Thread.ofVirtual().start(() -> send(client, pulses));
                        } catch (IOException e) {
                            // The next one.
                        }
                    }
                });
    }

    private static void send(SocketChannel client, Pulses pulses) {
        try (client) {
            var in = reader(client);
            for (var line = in.readLine(); line != null && !line.isEmpty(); ) {
                line = in.readLine();
            }
            var out = Channels.newOutputStream(client);
            out.write(
                    "HTTP/1.1 200 OK\nContent-Type: text/event-stream\n\n"
                            .getBytes(StandardCharsets.UTF_8));
            var at = pulses.now();
            while (true) {
                switch (pulses.await(at, 256, PATIENCE)) {
                    case Pulses.Batch.Following(var following) -> {
                        for (var pulse : following) {
                            out.write(
                                    ("data: " + pulse.seq() + " " + pulse.text() + "\n\n")
                                            .getBytes(StandardCharsets.UTF_8));
                            at = new Position(at.epoch(), pulse.seq());
                        }
                    }
                    case Pulses.Batch.Resync(var snapshot) -> at = snapshot.at();
                }
            }
        } catch (IOException e) {
            // It left.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static BufferedReader reader(SocketChannel channel) {
        return new BufferedReader(
                new InputStreamReader(Channels.newInputStream(channel), StandardCharsets.UTF_8));
    }

    /// One client, which connects again whenever its connection breaks.
    static final class Listener {
        final AtomicLong heard = new AtomicLong();
        final AtomicLong missed = new AtomicLong();
        final AtomicLong twice = new AtomicLong();
        private final Path home;
        private volatile boolean over;
        private long last;

        Listener(Path home) {
            this.home = home;
            Thread.ofPlatform().daemon().start(this::run);
        }

        /// @param end the number of the last pulse that there was
        void end(long end) {
            over = true;
            missed.addAndGet(Math.max(0, end - last));
        }

        private void run() {
            while (!over) {
                try (var channel = SocketChannel.open(OwnerSocket.address(home).orElseThrow())) {
                    Channels.newOutputStream(channel)
                            .write("GET /pulses HTTP/1.1\n\n".getBytes(StandardCharsets.UTF_8));
                    var in = reader(channel);
                    for (var line = in.readLine(); line != null && !over; line = in.readLine()) {
                        if (line.startsWith("data: ")) {
                            hear(Long.parseLong(line.split(" ")[1]));
                        }
                    }
                } catch (IOException e) {
                    // It comes back.
                }
                pause();
            }
        }

        private void hear(long seq) {
            heard.incrementAndGet();
            if (seq <= last) {
                twice.incrementAndGet();
            } else {
                missed.addAndGet(seq - last - 1);
                last = seq;
            }
        }

        private static void pause() {
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
