package batos.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A prompt whose terminal edits no lines, as of an editor's shell buffer.
class DumbTerminalIT {
    private static final String CTRL_C = "\003";
    private static final String CTRL_D = "\004";

    @TempDir Path home;

    @Test
    void outlivesCtrlCInEveryMoment() throws Exception {
        try (var pty = new Pty(home, Map.of("TERM", "dumb"), "--mind", "rehearsal")) {
            pty.await("architect> ");
            // the first Ctrl-C of the session meets a loop that is mostly inside its ensure: blocks
            pty.type("'go' displayNl. [[3 + 4] ensure: [4 + 5]] repeat\n");
            pty.await("\ngo\n");
            pty.type(CTRL_C);
            pty.await("nterrupted.*architect> ");
            // a line and Ctrl-C in one burst: the system may drop the line, and nothing more
            pty.type("3 + 4\n" + CTRL_C);
            pty.type("'after', ' it'\n");
            pty.await("'after it'.*architect> ");
            // at an idle prompt
            pty.type(CTRL_C);
            pty.type("5 + 6\n");
            pty.await("\n11\n");
            pty.type(CTRL_D);
            assertEquals(0, pty.exit());
        }
    }
}
