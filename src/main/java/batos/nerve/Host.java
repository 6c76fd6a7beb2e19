package batos.nerve;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;

/// The owner's end: takes calls from processes of the same user, over a Unix domain socket (mode
/// 0600, in the image's home, which is 0700). No port is opened. A caller who goes away interrupts
/// the work that it asked for.
public final class Host implements AutoCloseable {
    /// What the owner does for a caller.
    @FunctionalInterface
    public interface Service {
        /// @return the exit code for the caller's process
        int serve(Call call, OutputStream out, OutputStream err);
    }

    private static final long BEAT_SECONDS = 1;

    private final Path socket;
    private final ServerSocketChannel server;
    private final Service service;

    private Host(Path socket, ServerSocketChannel server, Service service) {
        this.socket = socket;
        this.server = server;
        this.service = service;
    }

    /// Begins to take calls. Only the owner of the home may ask for it: what a dead owner left
    /// there is removed. Empty where the system cannot do it, for example under a path too long.
    public static Optional<Host> open(Path home, Service service) {
        return Wire.address(home).flatMap(address -> open(address, service));
    }

    private static Optional<Host> open(UnixDomainSocketAddress address, Service service) {
        try {
            var socket = address.getPath();
            Files.deleteIfExists(socket);
            var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(address);
            Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("rw-------"));
            var host = new Host(socket, server, service);
            Thread.ofPlatform().daemon().name("host").start(host::accept);
            return Optional.of(host);
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty();
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                var guest = server.accept();
                Thread.ofPlatform().daemon().name("guest").start(() -> attend(guest));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void attend(SocketChannel guest) {
        try (var wire = new Wire(guest)) {
            if (!isOfTheSameUser(guest)) {
                return;
            }
            var asked = wire.receive();
            if (asked.isEmpty()) {
                return;
            }
            var call = call(asked.get());
            var worker =
                    Thread.ofPlatform()
                            .daemon()
                            .name("call")
                            .start(() -> {
                                try (wire) {
                                    serve(call, wire);
                                }
                            });
            while (wire.receive().isPresent()) {
                // A guest has nothing more to say.
            }
            worker.interrupt();
            worker.join();
        } catch (IOException e) {
            // Broken off by the guest, or by the worker that has ended.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(Call call, Wire wire) {
        var done = new CountDownLatch(1);
        Thread.ofVirtual().name("heartbeat").start(() -> beat(wire, done));
        var exit = service.serve(call, wire.stream("out"), wire.stream("err"));
        done.countDown();
        try {
            wire.send(Wire.frame().put("exit", exit));
        } catch (IOException e) {
            // Nobody is there to hear it any more.
        }
    }

    /// Ended by a latch: an interrupt would close the channel under a frame.
    private static void beat(Wire wire, CountDownLatch done) {
        try {
            while (!done.await(BEAT_SECONDS, TimeUnit.SECONDS)) {
                wire.send(Wire.frame());
            }
        } catch (IOException | InterruptedException e) {
            // The work is done, or nobody waits for it any more.
        }
    }

    private static Call call(JsonNode frame) {
        var words = new ArrayList<String>();
        frame.path("words").forEach(word -> words.add(word.asText()));
        return new Call(words, frame.path("folder").asText());
    }

    private static boolean isOfTheSameUser(SocketChannel guest) throws IOException {
        return guest.getOption(ExtendedSocketOptions.SO_PEERCRED)
                .user()
                .getName()
                .equals(System.getProperty("user.name"));
    }

    @Override
    public void close() {
        try {
            server.close();
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            // The next owner removes it.
        }
    }
}
