package batos.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys, pastes and completions as terminals send them, through a real pseudo-terminal.
class KeysIT {
    private static final String PROMPT = "architect> ";
    private static final String ESC = "\033";

    /// CSI, SS3, the Linux console and PuTTY, rxvt.
    private static final List<String> HOME =
            List.of("[H", "OH", "[1~", "[7~", "[1;2H", "[7^", "[7$", "[1;5H");

    private static final List<String> END =
            List.of("[F", "OF", "[4~", "[8~", "[1;2F", "[8^", "[8$", "[1;5F");

    /// A word to the left: xterm, rxvt, PuTTY with Ctrl and with Alt.
    private static final List<String> WORD_LEFT = List.of("[1;5D", "Od", "[1;3D", ESC + "[D");

    @TempDir Path home;
    @TempDir Path elsewhere;

    private Pty open() throws IOException, InterruptedException {
        var pty = new Pty(home, Map.of("NO_COLOR", "1"), "--mind", "rehearsal");
        pty.await(PROMPT);
        return pty;
    }

    @Test
    void moveTheCursorInEveryFormThatTerminalsSend() throws Exception {
        try (var pty = open()) {
            for (int i = 0; i < HOME.size(); i++) {
                pty.type(
                        "bc'"
                                + ESC
                                + HOME.get(i)
                                + "'a"
                                + ESC
                                + END.get(i)
                                + " size + "
                                + i
                                + "\r");
                pty.await("\n" + (3 + i) + "\n");
            }
            for (var left : WORD_LEFT) {
                pty.type("#(1 2) first" + ESC + left + "reverse \r");
                pty.await("\n2\n");
            }
            for (var arrows : List.of("[D", "OD", "[1;2D", "[d")) {
                pty.type("35" + ESC + arrows + "4\r");
                pty.await("\n345\n");
            }
            pty.type("67" + ESC + "[D" + ESC + "[3~8\r");
            pty.await("\n68\n");
            pty.type(ESC + "OA\r");
            pty.await("\n68\n");
            for (var delete : List.of("[3~", "[3^", "[3$", "[3;5~")) {
                pty.type("119" + ESC + "[D" + ESC + delete + "2\r");
                pty.await("\n112\n");
            }
            // function keys of the Linux console, rxvt and xterm are no text
            for (var key : List.of("[[A", "[[E", "[11^", "[23$", "OP", "[15~", "[24;2~")) {
                pty.type("5" + ESC + key + "3\r");
                pty.await("\n53\n");
            }
            // 12 + 30.5 on PuTTY's number pad
            pty.type("12 " + ESC + "Ok 3" + ESC + "Op" + ESC + "On" + ESC + "Ou" + ESC + "OM");
            pty.await("\n42\\.5\n");
        }
    }

    /// The key after Ctrl-C belongs to the next line, in one write with it and in another.
    @Test
    void afterCtrlCGoToTheNextLine() throws Exception {
        try (var pty = open()) {
            for (int i = 0; i < 6; i++) {
                pty.type("5 + \00313 + " + i + "\r");
                pty.await("\n" + (13 + i) + "\n.*" + PROMPT);
                pty.type("99");
                pty.type("\003");
                pty.type("12 + 10" + i + "\r");
                pty.await("\n" + (112 + i) + "\n.*" + PROMPT);
                pty.type("\0033 + 4" + i + "\r");
                pty.await("\n" + (43 + i) + "\n.*" + PROMPT);
            }
            // in the menu of completions, in the search of the history, and in a question
            pty.type("OrderedC\t\t\t");
            pty.type("\00330 + 4\r");
            pty.await("\n34\n.*" + PROMPT);
            pty.type("Smal\t");
            pty.await("Small.*Integer.*talk");
            pty.type("\t\t\00340 + 4\r");
            pty.await("\n44\n.*" + PROMPT);
            pty.type("\02299\00350 + 4\r");
            pty.await("\n54\n.*" + PROMPT);
            pty.type("60 + 4\r");
            pty.await("\n64\n.*" + PROMPT);
        }
    }

    /// Emacs's shell, a serial line: Ctrl-C drops the line, and does not end batos.
    @Test
    void ofADumbTerminalAreEnough() throws Exception {
        try (var dumb = new Pty(home, Map.of("TERM", "dumb"), "--mind", "rehearsal")) {
            dumb.await(PROMPT);
            dumb.type("\003");
            dumb.await(PROMPT);
            dumb.type("3 + \003");
            dumb.await(PROMPT);
            dumb.type("3 + 4\r");
            dumb.await("\n7\n");
            dumb.type("\004");
            assertEquals(0, dumb.exit());
        }
    }

    @Test
    void ofAPasteWithTabsAreKeptWhereBracketedPasteIsMissing() throws Exception {
        try (var pty = open()) {
            pty.type("x := 3.\r\ty := x\t+ 4.\r\ty * 2\r");
            pty.await("\n14\n");
        }
    }

    @Test
    void ofABracketedPasteAreSplitIntoItsLines() throws Exception {
        try (var pty = open()) {
            pty.type(ESC + "[200~3 + 4\n/vars\nz := 5.\n{z.\n 6}\n/vars\n1 + z" + ESC + "[201~\r");
            pty.await("\n7\n.*no variables yet.*\n\\(5 6 \\)\n.*SmallInteger.*\n6\n");
        }
    }

    @Test
    void neverTrapThePromptInASentence() throws Exception {
        try (var pty = open()) {
            pty.type("what's up\r");
            pty.await("reads like a sentence.*" + PROMPT);
            pty.type("'abc\r");
            pty.await("\\.\\.\\.> ");
            pty.type("\r");
            pty.await(PROMPT);
            pty.type("(3 + 4\r");
            pty.await("\\.\\.\\.> ");
            pty.type("\003");
            pty.await(PROMPT);
            pty.type("3 + 4\r");
            pty.await("\n7\n");
        }
    }

    @Test
    void completeWhatIsAlive() throws Exception {
        Files.createDirectories(elsewhere.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("elsewhere/letter.txt"), "");
        try (var pty = open()) {
            pty.type("/image save tidy\r");
            pty.await("saved tidy.*" + PROMPT);
            pty.type("/image restore ti\t\r");
            pty.await("restored tidy.*" + PROMPT);
            pty.type("/theme li\t\r");
            pty.await("the theme is light.*" + PROMPT);
            pty.type("/filein " + elsewhere + "/else\t");
            pty.await("/elsewhere/");
            pty.type("le\t\r");
            pty.await("letter.txt.*" + PROMPT);
            pty.type("'" + elsewhere + "/elsewhere/let\t");
            pty.await("letter\\.txt");
            pty.type("' size > 0\r");
            pty.await("\ntrue\n");
        }
    }

    @Test
    void pageThroughALongText() throws Exception {
        try (var pty = open()) {
            pty.type("/help\r");
            var first = pty.await("--More--");
            assertTrue(first.contains("themselves.\n\nCommands:"), first);
            assertFalse(first.contains("Usage:"), first);
            pty.type("q\r");
            pty.await(PROMPT);
            pty.type("(1 to: 20000) asOrderedCollection printNl\r");
            pty.await("the first 20,000 shown");
            pty.await(PROMPT);
        }
    }
}
