package batos.nerve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.app.TraceLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnerServerTest {
    @TempDir Path home;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Pulses pulses = new Pulses(InstantSource.system());

    private OwnerServer owner(OwnerServer.Handler handler) {
        return OwnerServer.open(home, pulses, handler).orElseThrow();
    }

    private static Command command(long number, String... words) {
        return new Command(
                "me",
                number,
                Command.ARGUMENTS,
                List.of(words),
                "/somewhere",
                Command.Terminal.NONE);
    }

    private OwnerClient client(Duration beat) {
        return new OwnerClient(home, "test", out, err, question -> "yes to " + question, beat);
    }

    private OwnerClient client() {
        return client(Link.BEAT);
    }

    private OwnerClient.Outcome carryOut(Command command) throws IOException {
        return client().carryOut(command);
    }

    private static void say(ReplyChannel reply, String text) {
        try {
            reply.out().write(text.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static OwnerServer.Handler counting(AtomicInteger times) {
        return (command, reply) -> {
            reply.begins(4);
            say(reply, "time " + times.incrementAndGet());
            return 7;
        };
    }

    private static OwnerClient.Outcome ended(int exit) {
        return new OwnerClient.Outcome.Ended(exit);
    }

    @Nested
    class ACommand {
        @Test
        void bringsBackWhatTheOwnerPrintsAndHowItEnded() throws IOException {
            OwnerServer.Handler echo =
                    (command, reply) -> {
                        say(reply, command.folder() + " " + command.words());
                        return 7;
                    };
            try (var owner = owner(echo)) {
                assertEquals(ended(7), carryOut(command(1, "eval", "'é\"\\' size\n")));
                assertEquals("/somewhere [eval, 'é\"\\' size\n]", out.toString(UTF_8));
            }
        }

        @Test
        void thatThrowsIsWrittenDownAndItsCallerHears() throws IOException {
            try (var log = TraceLog.open(home, "warning", 1 << 20, () -> "");
                    var owner =
                            owner((command, reply) -> {
                                throw new IllegalStateException("broken nerve");
                            })) {
                assertEquals(ended(1), carryOut(command(1, "eval", "3")));
            }
            assertTrue(err.toString(UTF_8).startsWith("internal error: "), err::toString);
            var trace = Files.readString(home.resolve(TraceLog.NAME));
            assertTrue(trace.contains("broken nerve"), trace);
            assertTrue(trace.contains("\tat batos.nerve."), trace);
        }

        @Test
        void carriesMoreThanTheOwnerKeeps() throws IOException {
            var much = "x".repeat(9 << 20);
            OwnerServer.Handler loud =
                    (command, reply) -> {
                        say(reply, much);
                        return 0;
                    };
            try (var owner = owner(loud)) {
                assertEquals(ended(0), carryOut(command(1, "much")));
                assertEquals(much.length(), out.size());
            }
        }

        @Test
        void thatIsTooLongForALineIsRefusedAtOnce() throws IOException {
            try (var owner = owner((command, reply) -> 0)) {
                assertEquals(ended(2), carryOut(command(1, "eval", "a".repeat(1 << 20))));
                assertTrue(
                        err.toString(UTF_8).contains("too long for the owner"),
                        err.toString(UTF_8));
                assertEquals(ended(0), carryOut(command(2, "eval", "a".repeat(1 << 19))));
            }
        }

        /// Where the replies cannot be remembered there is no owner, and no socket that pretends
        /// one.
        @Test
        void findsNobodyWhereRepliesCannotBeKept() throws IOException {
            Files.createDirectory(home.resolve(ReplyCache.FILE));
            Files.createFile(home.resolve(ReplyCache.FILE).resolve("full"));
            assertEquals(
                    Optional.empty(),
                    OwnerServer.open(home, new Pulses(InstantSource.system()), (c, r) -> 0));
            assertFalse(Files.exists(home.resolve(OwnerSocket.FILE)));
            assertEquals(new OwnerClient.Outcome.NoOwner(), carryOut(command(1, "eval")));
        }

        @Test
        void findsNobodyWhereThereIsNoOwner() throws IOException {
            assertEquals(new OwnerClient.Outcome.NoOwner(), carryOut(command(1, "eval")));
        }

        @Test
        void toAnOwnerThatIsSilentSaysSoAndGivesUp() throws Exception {
            try (var silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                silent.bind(OwnerSocket.address(home).orElseThrow());
                assertEquals(
                        new OwnerClient.Outcome.Lost("its owner is silent"),
                        client(Duration.ofMillis(20)).carryOut(command(1, "eval")));
                assertEquals(1, err.toString(UTF_8).lines().count());
                assertTrue(err.toString(UTF_8).contains("is silent; asking again"));
            }
        }

        @Test
        void isStoppedWhereItIsCarriedOut() throws Exception {
            var begun = new CountDownLatch(1);
            OwnerServer.Handler patient =
                    (command, reply) -> {
                        begun.countDown();
                        try {
                            Thread.sleep(Duration.ofMinutes(5));
                            return 0;
                        } catch (InterruptedException e) {
                            return 130;
                        }
                    };
            try (var owner = owner(patient)) {
                var client = client();
                var command = command(1, "sleep");
                Thread.ofPlatform()
                        .start(() -> {
                            try {
                                begun.await();
                                client.stop(command);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        });
                assertEquals(ended(130), client.carryOut(command));
            }
        }

        /// Its thread may end with the mark of the interrupt, which a file must not take amiss.
        @Test
        void thatIsInterruptedCostsOnlyItself() throws IOException {
            OwnerServer.Handler interrupted =
                    (command, reply) -> {
                        if (command.number() == 1) {
                            Thread.currentThread().interrupt();
                        }
                        reply.begins(4);
                        return (int) command.number();
                    };
            try (var owner = owner(interrupted)) {
                assertEquals(ended(1), carryOut(command(1, "eval")));
                assertEquals(ended(2), carryOut(command(2, "eval")));
            }
            try (var next = owner((command, reply) -> 9)) {
                assertEquals(ended(1), carryOut(command(1, "eval")));
                assertEquals(ended(2), carryOut(command(2, "eval")));
            }
        }

        @Test
        void canBeAskedSomething() throws IOException {
            OwnerServer.Handler asking =
                    (command, reply) -> {
                        say(reply, reply.ask("sure?"));
                        return 0;
                    };
            try (var owner = owner(asking)) {
                assertEquals(ended(0), carryOut(command(1, "ask")));
                assertEquals("yes to sure?", out.toString(UTF_8));
            }
        }
    }

    @Nested
    class ACommandThatComesTwice {
        private final AtomicInteger times = new AtomicInteger();

        @Test
        void isCarriedOutOnce() throws IOException {
            try (var owner = owner(counting(times))) {
                assertEquals(ended(7), carryOut(command(1, "count")));
                assertEquals(ended(7), carryOut(command(1, "count")));
                assertEquals(ended(7), carryOut(command(2, "count")));
            }
            assertEquals("time 1time 1time 2", out.toString(UTF_8));
        }

        @Test
        void isCarriedOutOnceByTwoOwners() throws IOException {
            try (var owner = owner(counting(times))) {
                carryOut(command(1, "count"));
            }
            try (var owner = owner(counting(times))) {
                assertEquals(ended(7), carryOut(command(1, "count")));
            }
            assertEquals("time 1time 1", out.toString(UTF_8));
        }

        @Test
        void isNotCarriedOutAgainWhenItsDeedIsFound() throws IOException {
            begunByAnOwnerThatDied();
            var handler =
                    new OwnerServer.Handler() {
                        @Override
                        public int carryOut(Command command, ReplyChannel reply) {
                            return times.incrementAndGet();
                        }

                        @Override
                        public Optional<OwnerServer.Fate> deed(Command command, long mark) {
                            return Optional.of(new OwnerServer.Fate("found after " + mark, 3));
                        }
                    };
            try (var owner = owner(handler)) {
                assertEquals(ended(3), carryOut(command(1, "count")));
            }
            assertEquals("found after 4\n", err.toString(UTF_8));
            assertEquals(0, times.get());
        }

        @Test
        void isCarriedOutWhenItLeftNoDeed() throws IOException {
            begunByAnOwnerThatDied();
            try (var owner = owner(counting(times))) {
                assertEquals(ended(7), carryOut(command(1, "count")));
            }
            assertEquals(1, times.get());
        }

        private void begunByAnOwnerThatDied() throws IOException {
            try (var replies = ReplyCache.open(home)) {
                replies.begun("me#1", 4);
            }
        }
    }

    @Test
    void aClientOfAnotherBuildSaysSoOnce() throws IOException {
        try (var owner =
                OwnerServer.open(home, pulses, counting(new AtomicInteger()), "100")
                        .orElseThrow()) {
            var same = new OwnerClient(home, "test", out, err, question -> "", Link.BEAT, "100");
            assertEquals(ended(7), same.carryOut(command(1, "count")));
            assertEquals("", err.toString(UTF_8));
            var other = new OwnerClient(home, "test", out, err, question -> "", Link.BEAT, "200");
            assertEquals(ended(7), other.carryOut(command(2, "count")));
            assertEquals(ended(7), other.carryOut(command(3, "count")));
            assertEquals(
                    "batos: " + Build.warning(ProcessHandle.current().pid()) + "\n",
                    err.toString(UTF_8));
        }
    }

    @Test
    void aBuildIsKnownByItsJar() throws IOException {
        var jar = Files.createFile(home.resolve("batos.jar"));
        Files.setLastModifiedTime(jar, FileTime.from(Instant.ofEpochSecond(1_700_000_000)));
        assertEquals("1700000000", Build.beside(jar + ":elsewhere.jar"));
        assertEquals("1700000000", Build.beside(home.resolve("client.jar").toString()));
        assertEquals("", Build.beside(home.toString()));
        assertEquals("", Build.ID);
    }

    /// The launcher's own client, which knows its build by the jar beside it.
    @Test
    void theLaunchersClientOfAnotherBuildSaysSo() throws Exception {
        var attach = Files.createDirectories(home.resolve("src/launch")).resolve("attach");
        Files.copy(Path.of("src/launch/attach"), attach);
        Files.createFile(Files.createDirectories(home.resolve("target")).resolve("batos.jar"));
        try (var owner =
                OwnerServer.open(home, pulses, counting(new AtomicInteger()), "100")
                        .orElseThrow()) {
            var process =
                    new ProcessBuilder("perl", attach.toString(), home.toString(), "-", "count")
                            .redirectErrorStream(true)
                            .start();
            var said = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertEquals(7, process.waitFor(), said);
            assertTrue(said.contains(Build.warning(ProcessHandle.current().pid())), said);
        }
    }

    @Test
    void theSocketIsForItsUserAlone() throws IOException {
        try (var owner = owner(counting(new AtomicInteger()))) {
            assertEquals(
                    "rw-------",
                    PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(home.resolve(OwnerSocket.FILE))));
        }
    }
}
