package batos.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// tools and its verbs in a house without a crucible, and completion, install, names.
class ToolCommandsTest {
    @RegisterExtension
    static final CommandHouse house =
            CommandHouse.shared(house -> {
                house.done("settings", "set", "crucible.prefer", "gvisor");
                house.done(
                        "settings", "set", "crucible.docker_host", "unix:///nowhere/docker.sock");
            });

    @Test
    void aToolThatIsNotThereIsNamedByEachVerb() {
        for (var words :
                List.of(
                        new String[] {"tools", "show", "x"},
                        new String[] {"tools", "call", "x", "{}"},
                        new String[] {"tools", "history", "x"},
                        new String[] {"tools", "pin", "x"},
                        new String[] {"tools", "retire", "x"},
                        new String[] {"tools", "source", "x"},
                        new String[] {"tools", "test", "x"},
                        new String[] {"tools", "diff", "x", "1", "2"},
                        new String[] {"tools", "export", "x"})) {
            assertEquals("no tool 'x'. Next: batos tools list", house.refused(1, words));
        }
    }

    @Test
    void theListAndTheCountsAreEmpty() {
        assertTrue(house.done("tools").startsWith("no tools yet. Next: "));
        assertEquals(0, house.document("tools", "list").size());
        assertEquals("0 tools, 0 versions, 0 calls, 0 failed", house.done("tools", "stats"));
        assertEquals("", house.done("names", "tools"));
    }

    @Test
    void anImportNeedsAFileAndACrucible() throws IOException {
        assertEquals(
                "no file to read at /nosuch.py. Next: give a file of Python",
                house.refused(2, "tools", "import", "/nosuch.py"));
        var tool =
                Files.writeString(
                        house.folder().resolve("doubled.py"),
                        "def doubled(n: int) -> int:\n    \"\"\"Twice n.\"\"\"\n    return 2 * n\n");
        var said = house.refused(6, "tools", "import", tool.toString());
        assertTrue(said.contains("no dockerd at unix:///nowhere/docker.sock"), said);
        assertTrue(said.contains("Next: sudo sandbox/prepare"), said);
        assertEquals(0, house.document("tools", "list").size());
    }

    @Test
    void aForgeNeedsASpecification() {
        assertEquals(
                "tools forge needs SPECIFICATION. Next: batos tools forge --help",
                house.refused(2, "tools", "forge"));
    }

    @Test
    void completionIsPrintedForAKnownShellOnly() {
        assertTrue(house.done("completion", "bash").startsWith("# Completion of batos for bash"));
        var said = house.refused(2, "completion", "tcsh");
        assertTrue(said.contains("[bash, zsh, fish, man]"), said);
        assertTrue(said.endsWith("Next: batos completion --help"), said);
        assertTrue(house.refused(2, "names", "nosuch").contains("[tools, snapshots]"));
    }

    @Test
    void snapshotsAreNamedForCompletion() {
        house.done("image", "save", "dawn");
        assertEquals("dawn", house.done("names", "snapshots"));
    }
}
