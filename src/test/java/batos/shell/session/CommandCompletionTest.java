package batos.shell.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import batos.shell.Shell;
import batos.shell.command.Commands;
import batos.shell.terminal.LineCompleter;
import batos.shell.terminal.LiveNames;
import batos.shell.terminal.Printer;
import batos.talk.Completions;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What Tab offers in a command that needs no image for it.
class CommandCompletionTest {
    @TempDir Path folder;

    private List<String> offers(String line) {
        var none = new PrintStream(OutputStream.nullOutputStream());
        var around =
                new ProcessEnvironment(
                        folder,
                        Map.of(),
                        new ByteArrayInputStream(new byte[0]),
                        none,
                        none,
                        InstantSource.system(),
                        false);
        var shell = new Shell(opening -> null, Commands.ALL, around);
        var context =
                new CommandContext(
                        shell,
                        () -> null,
                        () -> Printer.plain(none, none),
                        new TypedLine(TypedLine.Place.TERMINAL, ""),
                        true);
        return new LineCompleter(
                        shell.orders().names(),
                        name -> shell.orders().over(new GlobalOptions(), context, name),
                        (text, cursor) -> new Completions(cursor, List.of()),
                        new LiveNames(null, folder))
                .at(line, line.length())
                .candidates();
    }

    @Test
    void areTheValuesOfASetting() {
        assertEquals(List.of("rehearsal"), offers("/settings set mind.prefer r"));
        assertEquals(List.of("false", "true"), offers("/settings set council.early_end "));
        assertEquals(List.of(), offers("/settings set council.rounds "));
    }

    @Test
    void arePersonasThemesAndFiles() throws Exception {
        Files.createFile(folder.resolve("notes.st"));
        Files.createDirectory(folder.resolve("nested"));
        assertEquals(List.of("alfred", "babs", "brick", "robin"), offers("/models use "));
        assertEquals(List.of("brick"), offers("/ask --to br"));
        assertEquals(List.of("BRICK"), offers("/models use BR"));
        assertEquals(List.of("BABS", "BRICK"), offers("/ask --to B"));
        assertEquals(List.of("BRICK"), offers("/memory recall owl --persona BR"));
        assertEquals(List.of("robin"), offers("/memory recall owl --persona r"));
        assertEquals(List.of("ROBIN"), offers("@RO"));
        assertEquals(List.of("dark"), offers("/theme d"));
        assertEquals(List.of("nested/", "notes.st"), offers("/filein n"));
        assertEquals(List.of("theme", "themes"), offers("/memory the"));
    }
}
