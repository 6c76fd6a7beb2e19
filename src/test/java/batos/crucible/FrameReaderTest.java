package batos.crucible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.dockerjava.api.exception.DockerException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameReaderTest {
    static final Duration NOW = Duration.ZERO;
    final FrameReader wire = new FrameReader(100);

    static byte[] framed(String text) {
        return FrameReader.framed(text.getBytes(StandardCharsets.UTF_8));
    }

    @Nested
    class Frames {
        @Test
        void areWholeHoweverTheirBytesArrive() throws Exception {
            for (var one : framed("grüße")) {
                wire.arrived(new byte[] {one}, 0, 1);
            }
            assertEquals(new Interpreter.Heard.Frame("grüße"), wire.next(NOW));
        }

        @Test
        void mayArriveSeveralAtOnce() throws Exception {
            var two = new byte[10];
            System.arraycopy(framed("a"), 0, two, 0, 5);
            System.arraycopy(framed("b"), 0, two, 5, 5);
            wire.arrived(two, 0, 10);
            assertEquals(new Interpreter.Heard.Frame("a"), wire.next(NOW));
            assertEquals(new Interpreter.Heard.Frame("b"), wire.next(NOW));
        }

        @Test
        void ofNegativeZeroOrHugeLengthEndTheWire() throws Exception {
            for (var head :
                    new byte[][] {
                        {-1, -1, -1, -1}, {0, 0, 0, 0}, {0, 0, 0, 101}, {127, -1, -1, -1}
                    }) {
                var fresh = new FrameReader(100);
                fresh.arrived(head, 0, 4);
                fresh.arrived(framed("late"), 0, 8);
                assertInstanceOf(Interpreter.Heard.Garbled.class, fresh.next(NOW));
                assertEquals(new Interpreter.Heard.Silence(), fresh.next(NOW));
            }
        }

        @Test
        void cutShortAreNoEnd() throws Exception {
            wire.arrived(framed("abc"), 0, 5);
            wire.ended(0);
            assertInstanceOf(Interpreter.Heard.Garbled.class, wire.next(NOW));
        }
    }

    @Nested
    class WhatIsWrittenBesideTheFrames {
        @Test
        void isKeptAtItsEnd() throws Exception {
            wire.murmured("Timeout (0:00:01)!".getBytes(StandardCharsets.UTF_8), 18);
            wire.ended(1);
            assertEquals(new Interpreter.Heard.Ended(1, "Timeout (0:00:01)!"), wire.next(NOW));
        }

        @Test
        void isAFloodBeyondAMegabyte() throws Exception {
            wire.murmured(new byte[1 << 20], 1 << 20);
            assertEquals(new Interpreter.Heard.Silence(), wire.next(NOW));
            wire.murmured(new byte[1], 1);
            assertInstanceOf(Interpreter.Heard.Flooded.class, wire.next(NOW));
        }
    }

    @Nested
    class TextFromAnInterpreter {
        @Test
        void losesWhatATerminalObeys() {
            assertEquals(
                    "\ufffd[31mred\ufffd\ufffd\nline\ttab",
                    JsonBoundary.harmless("\u001b[31mred\u009b\u202e\nline\ttab"));
        }

        @Test
        void asADocumentKeepsItAsEscapes() {
            assertEquals(
                    "\"\\u001b é 🦇 \\u0022 \\\\u00e9 \\u202e\"",
                    JsonBoundary.readable(
                            "\"\\u001b \\u00e9 \\ud83e\\udd87 \\u0022 \\\\u00e9 \\u202e\""));
        }

        @Test
        void isRefusedAsADocumentWithTheReason() {
            assertEquals(Optional.empty(), JsonBoundary.refused("{\"a\": [1, 2.5, null, true]}"));
            for (var wrong :
                    new String[] {
                        "",
                        "NaN",
                        "{\"a\":1,\"a\":2}",
                        "[1] [2]",
                        "\"\\ud800\"",
                        "\"é\"",
                        "[".repeat(80) + "]".repeat(80)
                    }) {
                assertTrue(JsonBoundary.refused(wrong).isPresent(), wrong);
            }
        }
    }

    @Nested
    class AMachineWithoutDocker {
        @Test
        void isToldWithTheNextStep() {
            var wanted = CrucibleOptions.USUAL;
            var nowhere =
                    new CrucibleOptions(
                            CrucibleOptions.Prefer.GVISOR,
                            "unix:///nowhere/docker.sock",
                            wanted.runtime(),
                            wanted.image(),
                            wanted.limits(),
                            1,
                            512,
                            1 << 20,
                            1);
            try (var crucible = CrucibleFactory.choose(nowhere)) {
                assertEquals("none", crucible.name());
                var refused =
                        assertInstanceOf(
                                Verdict.Unavailable.class,
                                crucible.run(
                                        new Trial("def f(): pass", "f", "{}", Trial.Limits.USUAL)));
                assertTrue(
                        refused.why().startsWith("no dockerd at unix:///nowhere/docker.sock"),
                        refused.why());
                assertEquals("sudo sandbox/prepare", refused.next());
            }
            try (var crucible = CrucibleFactory.choose(nowhere.with(CrucibleOptions.Prefer.AUTO))) {
                assertEquals("polyglot", crucible.name());
                assertTrue(crucible.line().contains("no gVisor: no dockerd"), crucible.line());
            }
        }
    }

    @Nested
    class ADockerd {
        static final CrucibleOptions WANTED = CrucibleOptions.USUAL;

        @Test
        void thatHangsIsLost(@TempDir Path folder) throws Exception {
            var socket = folder.resolve("sock");
            try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
                server.bind(UnixDomainSocketAddress.of(socket));
                var hanging =
                        new CrucibleOptions(
                                CrucibleOptions.Prefer.GVISOR,
                                "unix://" + socket,
                                WANTED.runtime(),
                                WANTED.image(),
                                WANTED.limits(),
                                1,
                                512,
                                1 << 20,
                                1);
                var unready =
                        assertThrows(
                                Interpreter.Unready.class,
                                () -> DockerProbe.demandAnswer(hanging, Duration.ofMillis(200)));
                var why = unready.verdict().why();
                assertTrue(
                        why.matches(
                                "dockerd at unix://%s is lost: no answer within [0-9]+ m?s"
                                        .formatted(socket)),
                        why);
            }
        }

        @Test
        void thatRefusesIsToldWithTheNextStep() {
            try (var containers = new Containers(WANTED, "nobody")) {
                for (var told :
                        Map.of(
                                        "write /x/link: no space left on device",
                                        "docker system df, then docker system prune",
                                        "fork/exec /usr/bin/runsc: no such file or directory",
                                        "sudo sandbox/prepare",
                                        "No such image: batos-sandbox:4",
                                        "crucible build",
                                        "Unknown runtime specified runsc",
                                        "sandbox/README.md, then crucible check",
                                        "waiting for sandbox to start: EOF",
                                        "settings show, then crucible check",
                                        "something new",
                                        "read dockerd's log")
                                .entrySet()) {
                    var unready = containers.unready(new DockerException(told.getKey(), 500));
                    assertEquals(told.getValue(), unready.verdict().next());
                }
            }
        }
    }

    @Nested
    class AnOwner {
        @Test
        void livesAsLongAsItsProcess() throws Exception {
            assertTrue(ProcessIdentity.lives(ProcessIdentity.self()));
            var child = new ProcessBuilder("sleep", "60").start();
            var owner = ProcessIdentity.of(child.toHandle());
            assertTrue(ProcessIdentity.lives(owner));
            child.destroyForcibly().waitFor();
            assertFalse(ProcessIdentity.lives(owner));
            assertFalse(ProcessIdentity.lives(ProcessHandle.current().pid() + "-1"));
            assertTrue(ProcessIdentity.lives("somebody else's label"));
        }
    }
}
