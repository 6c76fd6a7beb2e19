package batos.nerve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostTest {
    @TempDir Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Host host(Host.Service service) {
        return Host.open(home, service).orElseThrow();
    }

    private OptionalInt call(String... words) throws IOException {
        return Guest.call(home, new Call(List.of(words), "/somewhere"), out, err);
    }

    private static Host.Service echo() {
        return (call, out, err) -> {
            try {
                out.write((call.folder() + " " + call.words()).getBytes(UTF_8));
                err.write("noted".getBytes(UTF_8));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            return 7;
        };
    }

    @Nested
    class ACall {
        @Test
        void bringsBackWhatTheOwnerPrintsAndHowItEnded() throws IOException {
            try (var host = host(echo())) {
                assertEquals(OptionalInt.of(7), call("eval", "'é' size"));
                assertEquals("/somewhere [eval, 'é' size]", out.toString(UTF_8));
                assertEquals("noted", err.toString(UTF_8));
            }
        }

        @Test
        void carriesMoreThanOneFrameHolds() throws IOException {
            var much = "x".repeat(3 << 20);
            try (var host =
                    host((call, words, notes) -> {
                        try {
                            words.write(much.getBytes(UTF_8));
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                        return 0;
                    })) {
                assertEquals(OptionalInt.of(0), call("much"));
                assertEquals(much, out.toString(UTF_8));
            }
        }

        /// As a stopped process does: the system takes the connection, and nobody reads from it.
        @Test
        void toAnOwnerThatIsSilentSaysSoAndWaits() throws Exception {
            var address = Wire.address(home).orElseThrow();
            try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(address);
                var exit = new CompletableFuture<OptionalInt>();
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                var call = new Call(List.of("eval"), "/somewhere");
                                exit.complete(
                                        Guest.call(home, call, out, err, Duration.ofMillis(20)));
                            } catch (IOException e) {
                                exit.completeExceptionally(e);
                            }
                        });
                while (!err.toString(UTF_8).contains("is silent")) {
                    Thread.sleep(5);
                }
                assertTrue(err.toString(UTF_8).contains(home.resolve("owner") + " says"));
                try (var wire = new Wire(server.accept())) {
                    wire.receive();
                    wire.send(Wire.frame().put("exit", 3));
                    assertEquals(OptionalInt.of(3), exit.get(10, TimeUnit.SECONDS));
                }
                assertEquals("", out.toString(UTF_8));
            }
        }

        @Test
        void hearsTheHeartOfAnOwnerThatWorksInSilence() throws Exception {
            var beaten = new CountDownLatch(1);
            try (var host =
                            host((call, words, notes) -> {
                                try {
                                    beaten.await();
                                } catch (InterruptedException e) {
                                    return 1;
                                }
                                return 0;
                            });
                    var wire = new Wire(SocketChannel.open(Wire.address(home).orElseThrow()))) {
                wire.send(Wire.frame().put("folder", "/somewhere"));
                assertEquals(Wire.frame(), wire.receive().orElseThrow());
                beaten.countDown();
                var last = wire.receive().orElseThrow();
                while (!last.has("exit")) {
                    last = wire.receive().orElseThrow();
                }
                assertEquals(0, last.get("exit").asInt());
            }
        }

        @Test
        void findsNobodyWhereNobodyListens() throws IOException {
            assertEquals(OptionalInt.empty(), call("eval"));
            host(echo()).close();
            assertEquals(OptionalInt.empty(), call("eval"));
        }

        @Test
        void thatIsBrokenOffInterruptsTheWork() throws Exception {
            var begun = new CountDownLatch(1);
            var interrupted = new CountDownLatch(1);
            try (var host =
                    host((call, words, notes) -> {
                        begun.countDown();
                        try {
                            new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                            interrupted.countDown();
                        }
                        return 130;
                    })) {
                try (var channel = channel()) {
                    channel.write(ByteBuffer.wrap("{\"words\":[\"wait\"]}\n".getBytes(UTF_8)));
                    assertTrue(begun.await(20, TimeUnit.SECONDS));
                }
                assertTrue(interrupted.await(20, TimeUnit.SECONDS));
            }
        }

        @Test
        void isToldWhenTheOwnerEndsBeforeIt() throws Exception {
            try (var server =
                    java.nio.channels.ServerSocketChannel.open(
                            java.net.StandardProtocolFamily.UNIX)) {
                server.bind(UnixDomainSocketAddress.of(home.resolve(Wire.SOCKET)));
                Thread.ofVirtual()
                        .start(() -> {
                            try {
                                server.accept().close();
                            } catch (IOException e) {
                                throw new AssertionError(e);
                            }
                        });
                assertThrows(IOException.class, () -> call("eval"));
            }
        }
    }

    @Nested
    class TheSocket {
        @Test
        void isOpenToItsUserAlone() throws IOException {
            try (var host = host(echo())) {
                assertEquals(
                        PosixFilePermissions.fromString("rw-------"),
                        Files.getPosixFilePermissions(home.resolve(Wire.SOCKET)));
            }
        }

        @Test
        void replacesWhatADeadOwnerLeft() throws IOException {
            Files.writeString(home.resolve(Wire.SOCKET), "leftover");
            try (var host = host(echo())) {
                assertEquals(OptionalInt.of(7), call("eval"));
            }
        }

        @Test
        void outlivesAGuestWhoTalksNonsense() throws IOException {
            try (var host = host(echo())) {
                try (var channel = channel()) {
                    channel.write(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8)));
                }
                assertEquals(OptionalInt.of(7), call("eval"));
            }
        }
    }

    private SocketChannel channel() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(home.resolve(Wire.SOCKET)));
    }
}
