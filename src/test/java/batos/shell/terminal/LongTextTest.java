package batos.shell.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LongTextTest {
    private static final String LONG = "1 ".repeat(20_000) + "\n";

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream stream = new PrintStream(shown, true, StandardCharsets.UTF_8);

    @Test
    void isCutAtAPromptWithAWord() {
        var printer = Printer.attached(stream, false);
        printer.wrapAt(() -> 80);
        printer.piece(LONG);
        var text = shown.toString(StandardCharsets.UTF_8);
        assertTrue(
                text.endsWith(
                        "(40,001 characters, the first 20,000 shown; batos eval EXPR > FILE keeps"
                                + " all)\n"),
                text.substring(19_990));
    }

    @Test
    void isWholeInAFileOrAPipe() {
        Printer.exact(stream, stream).piece(LONG);
        assertEquals(LONG, shown.toString(StandardCharsets.UTF_8));
    }
}
