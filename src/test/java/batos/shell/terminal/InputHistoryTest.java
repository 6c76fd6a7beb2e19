package batos.shell.terminal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.terminal.impl.DumbTerminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever stands in place of `history`, the prompt comes, and says once what it goes without.
class InputHistoryTest {
    @TempDir Path home;
    private final List<String> said = new ArrayList<>();

    private void session(Path file) throws IOException {
        var terminal =
                new DumbTerminal(
                        new ByteArrayInputStream(new byte[0]), new ByteArrayOutputStream());
        var history = new InputHistory(said::add);
        var reader =
                LineReaderBuilder.builder()
                        .terminal(terminal)
                        .variable(LineReader.HISTORY_FILE, file)
                        .history(history)
                        .build();
        history.attach(reader);
        history.keep(Instant.EPOCH, "3 + 4");
        history.save();
        history.save();
    }

    @Test
    void isKeptWhereItCanBe() throws IOException {
        var file = home.resolve("history");
        session(file);
        assertEquals(List.of(), said);
        assertTrue(Files.readString(file).contains("3 + 4"));
    }

    @Test
    void ofBadBytesIsLeftAsItIs() throws IOException {
        var torn = "#1:x\n\u00fc".getBytes(StandardCharsets.ISO_8859_1);
        var file = Files.write(home.resolve("history"), torn);
        session(file);
        assertEquals(1, said.size(), said.toString());
        assertTrue(said.getFirst().contains("not UTF-8"), said.getFirst());
        assertArrayEquals(torn, Files.readAllBytes(file));
    }

    @Test
    void thatIsAFolderIsLeftAsItIs() throws IOException {
        var folder = Files.createDirectory(home.resolve("history"));
        session(folder);
        assertEquals(1, said.size(), said.toString());
        assertTrue(Files.isDirectory(folder));
    }

    @Test
    void thatCannotBeWrittenIsSaid() throws IOException {
        var none = Files.createFile(home.resolve("no-folder"));
        session(none.resolve("history"));
        assertEquals(1, said.size(), said.toString());
        assertTrue(said.getFirst().contains("history"), said.getFirst());
    }
}
