package batos.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `/codex approve N --edit` and settings.toml under real editors at a real pseudo-terminal.
class EditorIT {
    private static final String PROMPT = "architect> (?:\033\\[0?m)?";

    @TempDir Path dir;

    private Pty open(String editor) throws IOException {
        var environment =
                Map.of(
                        "BATOS_CONFIG",
                        dir.resolve("config").toString(),
                        "EDITOR",
                        editor,
                        "VISUAL",
                        "");
        return new Pty(dir.resolve("home"), environment, "--mind", "rehearsal");
    }

    private static String said(Pty pty, String line) throws Exception {
        pty.type(line + "\r");
        return pty.await("\n.*?" + PROMPT);
    }

    private String script(String name, String text) throws IOException {
        return "sh " + Files.writeString(dir.resolve(name), text);
    }

    private String codex() throws IOException {
        return Files.readString(dir.resolve("config/codex.toml"));
    }

    @Test
    void theTextThatTheEditorLeftIsWhatIsApproved() throws Exception {
        try (var pty = open(script("ed.sh", "sed -i s/softly/gently/ \"$1\"\n"))) {
            pty.await(PROMPT);
            said(pty, "/codex propose personas.ROBIN.voice \"Speaks softly.\"");
            pty.type("/codex approve 1 --edit\r");
            var ended = pty.await("is in force.*?" + PROMPT);
            assertTrue(ended.contains("amendment 1"), ended);
            assertTrue(codex().contains("Speaks gently."), codex());
            var shown = said(pty, "/codex show 2");
            assertTrue(shown.contains("gently"), shown);
            assertTrue(said(pty, "/codex proposals").contains("superseded"));
            assertTrue(said(pty, "/codex verify").contains("none altered"));
        }
    }

    @Test
    void aToolIsChangedInTheEditorWhoseCtrlCIsItsOwn() throws Exception {
        var tool =
                Files.writeString(
                        dir.resolve("mean.py"),
                        """
                        def mean(values):
                            ""\"
                            >>> mean([1, 2, 3])
                            2.0
                            ""\"
                            return sum(values) / len(values)
                        """);
        var editor =
                script(
                        "ed.sh",
                        """
                        trap 'echo caught' INT
                        case "$1" in *.py) ;; *) exit 4 ;; esac
                        echo editing
                        until test -e %s/go; do sleep 0.1; done
                        sed -i 's/sum(values)/float(sum(values))/' "$1"
                        """
                                .formatted(dir));
        try (var pty = open(editor)) {
            pty.await(PROMPT);
            said(pty, "/tools import " + tool);
            pty.type("/tools edit mean\r");
            pty.await("editing");
            for (int times = 0; times < 3; times++) {
                pty.type("\003");
                pty.await("caught");
            }
            Files.createFile(dir.resolve("go"));
            pty.await("mean@2 is bound.*?" + PROMPT);
            assertTrue(said(pty, "/tools source mean").contains("float(sum(values))"));
            pty.type("/quit\r");
            assertEquals(0, pty.exit());
        }
    }

    @Test
    void theMethodThatFailedIsMendedInTheEditorAndAnUntouchedTextChangesNothing() throws Exception {
        var editor =
                script(
                        "ed.sh",
                        "grep -q total \"$1\" && test -e %1$s/second && sed -i 's/total +/(total ifNil: [1]) +/' \"$1\"\n"
                                        .formatted(dir)
                                + "touch %1$s/second\n".formatted(dir));
        try (var pty = open(editor)) {
            pty.await(PROMPT);
            said(pty, "Object subclass: Acc [ |total| add: n [ ^total := total + n ] ]");
            said(pty, "Acc new add: 4");
            pty.type("/debug edit\r");
            pty.await("the text is unchanged, and the error still waits.*?" + PROMPT);
            pty.type("/debug edit\r");
            pty.await("\n5\n.*?" + PROMPT);
        }
    }

    @Test
    void anEditorThatFailsOrEmptiesApprovesNothing() throws Exception {
        var editor =
                script(
                        "ed.sh",
                        "test -e %1$s/second || { touch %1$s/second; exit 3; }\n: > \"$1\"\n"
                                .formatted(dir));
        try (var pty = open(editor)) {
            pty.await(PROMPT);
            said(pty, "/codex propose personas.ROBIN.voice \"Speaks softly.\"");
            var before = codex();
            pty.type("/codex approve 1 --edit\r");
            pty.await("ended with 3; nothing was changed.*?" + PROMPT);
            pty.type("/codex approve 1 --edit\r");
            pty.await("came back empty; nothing was changed.*?" + PROMPT);
            assertEquals(before, codex());
            assertTrue(said(pty, "/codex proposals").contains("waiting"));
        }
    }

    @Test
    void anEditorThatIsNotThereApprovesNothing() throws Exception {
        try (var pty = open("no-such-editor-anywhere")) {
            pty.await(PROMPT);
            said(pty, "/codex propose personas.ROBIN.voice \"Speaks softly.\"");
            pty.type("/codex approve 1 --edit\r");
            pty.await("nothing was changed.*?" + PROMPT);
            assertFalse(codex().contains("softly"));
        }
    }

    @Test
    void vimEditsAProposalAndSettingsAreInForceWhenItSaves() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/vim")),
                "vim is not installed. Next: apt-get install vim");
        try (var pty = open("vim -u NONE -N")) {
            pty.await(PROMPT);
            said(pty, "/codex propose personas.ROBIN.voice \"Speaks softly.\"");
            pty.type("/codex approve 1 --edit\r");
            pty.await("softly");
            pty.type(":%s/softly/clearly/\r:wq\r");
            pty.await("amendment 1 is in force.*?" + PROMPT);
            assertTrue(codex().contains("Speaks clearly."), codex());
            said(pty, "/settings set memory.recall 7");
            for (var way :
                    new String[] {"nobackup nowritebackup", "backupcopy=no", "backupcopy=yes"}) {
                var rounds = 3 + way.length() % 5;
                var settings = dir.resolve("config/settings.toml");
                var vim =
                        new ProcessBuilder(
                                        "vim",
                                        "-u",
                                        "NONE",
                                        "-es",
                                        "-c",
                                        "set " + way,
                                        "-c",
                                        "%s/^rounds = .*/rounds = " + rounds + "/",
                                        "-c",
                                        "wq",
                                        settings.toString())
                                .redirectInput(
                                        ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                                .start();
                assertEquals(0, vim.waitFor(), way);
                pty.type("/settings show council.rounds\r");
                pty.await("council.rounds = " + rounds);
                pty.await(PROMPT);
                pty.type("/settings show memory.recall\r");
                pty.await("memory.recall = 7");
                pty.await(PROMPT);
            }
        }
    }
}
