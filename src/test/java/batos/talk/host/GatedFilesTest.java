package batos.talk.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.talk.host.GatedFiles.Access;
import batos.talk.host.GatedFiles.Gate;
import batos.tape.Tape;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatedFilesTest {
    @TempDir private Path home;

    private GatedFiles files(Tape tape, Access access) {
        return new GatedFiles(
                tape,
                () -> new Gate(access, List.of()),
                () -> new ByteArrayInputStream("one\ntwo".getBytes(UTF_8)),
                text -> {},
                home);
    }

    private GatedFiles files(Access access) {
        return files(Tape.live(), access);
    }

    private static String refused(IOException e) {
        return String.valueOf(e.getMessage());
    }

    @Test
    void areClosedWhenTheGateIs() throws IOException {
        Files.writeString(home.resolve("a.txt"), "a");
        var off = assertThrows(IOException.class, () -> files(Access.OFF).read("a.txt"));
        assertTrue(refused(off).endsWith("Next: settings set language.files read"), refused(off));
        var read =
                assertThrows(
                        IOException.class,
                        () -> files(Access.READ).write("a.txt", new byte[0], false));
        assertTrue(
                refused(read).endsWith("Next: settings set language.files write"), refused(read));
        assertEquals("a", Files.readString(home.resolve("a.txt")));
    }

    @Test
    void areReadAndWrittenBelowTheWorkingFolder() throws IOException {
        var open = files(Access.WRITE);
        open.write("a.txt", "a".getBytes(UTF_8), false);
        open.write("a.txt", "b".getBytes(UTF_8), true);
        assertArrayEquals("ab".getBytes(UTF_8), open.read("a.txt"));
        assertEquals(2, open.entry("a.txt").bytes());
        assertEquals(List.of("a.txt"), open.list("."));
        open.remove("a.txt");
        assertEquals(false, open.entry("a.txt").exists());
    }

    @Test
    void outsideAreRefusedAlsoBehindALink() throws IOException {
        Files.createSymbolicLink(home.resolve("out"), Path.of("/etc"));
        for (var path : List.of("/etc/passwd", "../x", "out/passwd")) {
            var e = assertThrows(IOException.class, () -> files(Access.READ).read(path));
            assertTrue(refused(e).contains("outside the folders"), refused(e));
        }
    }

    @Test
    void giveStandardInputLineByLine() throws IOException {
        var open = files(Access.OFF);
        assertEquals("one", open.line());
        assertEquals("two", open.line());
        assertNull(open.line());
    }

    @Test
    void areReplayedWithoutTouchingAFile() throws IOException {
        var record = home.resolve("record");
        Files.writeString(home.resolve("a.txt"), "first");
        try (var tape = Tape.record(record, Tape.live(), text -> text)) {
            var open = files(tape, Access.READ);
            assertEquals("first", new String(open.read("a.txt"), UTF_8));
            assertThrows(IOException.class, () -> open.read("none"));
        }
        Files.writeString(home.resolve("a.txt"), "second");
        try (var tape = Tape.replay(record)) {
            var open = files(tape, Access.READ);
            assertEquals("first", new String(open.read("a.txt"), UTF_8));
            assertThrows(IOException.class, () -> open.read("none"));
        }
    }
}
