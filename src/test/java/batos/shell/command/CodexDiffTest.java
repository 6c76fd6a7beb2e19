package batos.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.shell.terminal.Printer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CodexDiffTest {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    private final CodexDiff diff = new CodexDiff(Printer.plain(stream, stream));

    private String shown() {
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Nested
    class AChangeOfTheFile {
        @Test
        void showsTheChangedLinesBelowTheirTable() {
            diff.lines("[a]\nx = 1\n[b]\ny = 2\nz = 3\n", "[a]\nx = 1\n[b]\ny = 4\nz = 3\n");
            assertEquals("[b]\ny = [-2-]{+4+}\n", shown());
        }

        @Test
        void namesWhatNoWordShows() {
            diff.lines("x = 1\ny = 2\n", "x = 1\r\ny = 2\r\n");
            assertEquals("only the line ends differ\n", shown());
            bytes.reset();
            diff.lines("x = 1\n", "x = 1\n\n");
            assertEquals("only white space differs\n", shown());
        }
    }

    @Nested
    class ATextThatPretends {
        @Test
        void toBeTakenOutIsShownAsItIs() {
            diff.words("Speaks softly.", "Speaks [-always-] softly.");
            assertTrue(shown().contains("  | Speaks [-always-] softly."), shown());
        }

        @Test
        void toBeAnotherWordIsNamed() {
            diff.words("Never lies.", "N\u0435ver lies.");
            assertTrue(shown().contains("(U+0435)"), shown());
            bytes.reset();
            diff.words("Never lies.", "\u041d\u0435\u0442 and na\u00efve.");
            assertFalse(shown().contains("alphabets"), shown());
        }
    }
}
