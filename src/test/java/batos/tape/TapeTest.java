package batos.tape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TapeTest {
    @TempDir Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("session.tape");
    }

    private static String never() {
        throw new AssertionError("a replay touched the world");
    }

    /// A session of two lines; what it saw of the world.
    private static List<String> session(Tape tape, String answer) {
        var seen = new ArrayList<String>();
        seen.add(tape.clock("turn").instant().toString());
        seen.add(tape.id("episode"));
        seen.add(Long.toString(tape.random("sampling").nextLong()));
        seen.add(tape.ask("crucible", "slugify", () -> answer));
        tape.mark("line", "first");
        seen.add(tape.ask("crucible", "slugify", () -> answer + " again"));
        tape.stream(
                "mind",
                "hello?",
                piece -> {
                    piece.accept("hel");
                    piece.accept("lo\n🦇");
                },
                seen::add);
        tape.mark("line", "second");
        return seen;
    }

    private List<String> record() {
        try (var tape = Tape.record(file, Tape.live(), UnaryOperator.identity())) {
            return session(tape, "hello-world");
        }
    }

    @Nested
    class AReplay {
        @Test
        void seesTheSameWorldPieceByPiece() {
            var seen = record();
            try (var tape = Tape.replay(file)) {
                assertEquals(seen, session(tape, "something else"));
                assertEquals(List.of(), tape.unplayed());
                assertEquals(List.of("first", "second"), tape.marks("line"));
            }
        }

        @Test
        void doesNotDependOnTheOrderOfDifferentRequests() {
            try (var tape = Tape.record(file, Tape.live(), UnaryOperator.identity())) {
                tape.ask("crucible", "a", () -> "A");
                tape.ask("crucible", "b", () -> "B");
            }
            try (var tape = Tape.replay(file)) {
                assertEquals("B", tape.ask("crucible", "b", TapeTest::never));
                assertEquals(List.of("crucible «a»"), tape.unplayed());
                assertEquals("A", tape.ask("crucible", "a", TapeTest::never));
            }
        }

        @Test
        void namesTheCallThatWasNotRecordedAndWhereItDiffers() {
            try (var tape = Tape.record(file, Tape.live(), UnaryOperator.identity())) {
                tape.ask("mind.ollama", "POST /api/chat {\"seed\":4}", () -> "A");
            }
            try (var tape = Tape.replay(file)) {
                var miss =
                        assertThrows(
                                TapeMiss.class,
                                () ->
                                        tape.ask(
                                                "mind.ollama",
                                                "POST /api/chat {\"seed\":5}",
                                                TapeTest::never));
                assertTrue(
                        miss.getMessage().contains("differs from character 23"), miss.getMessage());
                assertTrue(miss.getMessage().contains("\"seed\":4"), miss.getMessage());
                assertTrue(miss.getMessage().contains("\"seed\":5"), miss.getMessage());
            }
        }

        @Test
        void endsWhereTheSessionSaysAnotherLine() {
            record();
            try (var tape = Tape.replay(file)) {
                var miss = assertThrows(TapeMiss.class, () -> tape.mark("line", "other"));
                assertTrue(miss.getMessage().contains("«first»"), miss.getMessage());
            }
        }
    }

    @Nested
    class AFork {
        @Test
        void replaysItsBeginningAndThenGoesOnInTheWorld() {
            var seen = record();
            var second = folder.resolve("fork.tape");
            try (var tape =
                    Tape.record(
                            second, Tape.fork(file, 1, Tape.live()), UnaryOperator.identity())) {
                assertTrue(tape.replaying());
                var forked = session(tape, "forked");
                assertFalse(tape.replaying());
                assertEquals(seen.subList(0, 4), forked.subList(0, 4));
                assertEquals("forked again", forked.get(4));
            }
            try (var tape = Tape.replay(second)) {
                assertEquals("forked again", session(tape, "x").get(4));
            }
        }

        @Test
        void isRefusedBeyondTheEnd() {
            record();
            var fault = assertThrows(TapeFault.class, () -> Tape.fork(file, 3, Tape.live()));
            assertTrue(fault.getMessage().contains("has 2 lines"), fault.getMessage());
        }
    }

    @Nested
    class AFile {
        @Test
        void holdsNoSecret() throws Exception {
            try (var tape =
                    Tape.record(file, Tape.live(), text -> text.replace("sk-1", "[secret]"))) {
                tape.mark("line", "my key is sk-1");
                assertEquals("sk-1!", tape.ask("mind", "sk-1?", () -> "sk-1!"));
            }
            assertFalse(Files.readString(file).contains("sk-1"));
        }

        @Test
        void whoseLastLineIsTornPlaysUpToIt() throws Exception {
            record();
            var text = Files.readString(file);
            Files.writeString(file, text.substring(0, text.length() - 9));
            try (var tape = Tape.replay(file)) {
                assertEquals(List.of("first"), tape.marks("line"));
                assertThrows(TapeMiss.class, () -> session(tape, "x"));
            }
        }

        @Test
        void thatIsDamagedInTheMiddleIsRefusedWithItsLine() throws Exception {
            record();
            var lines = new ArrayList<>(Files.readAllLines(file));
            lines.set(2, "{\"channel\":");
            Files.write(file, lines);
            var fault = assertThrows(TapeFault.class, () -> Tape.replay(file));
            assertTrue(fault.getMessage().contains("line 3"), fault.getMessage());
        }

        @Test
        void ofAnotherKindIsRefused() throws Exception {
            Files.writeString(file, "PK\n");
            assertThrows(TapeFault.class, () -> Tape.replay(file));
            assertThrows(TapeFault.class, () -> Tape.replay(folder.resolve("missing")));
        }
    }
}
