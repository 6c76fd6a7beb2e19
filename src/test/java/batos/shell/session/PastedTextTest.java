package batos.shell.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class PastedTextTest {
    private static List<String> inputs(String text) {
        return PastedText.inputs(text, word -> List.of("vars", "log").contains(word));
    }

    @Test
    void isOneInputWhereItIsOneExpression() {
        assertEquals(List.of("3 + 4"), inputs("3 + 4"));
        assertEquals(List.of("{1.\n 2}"), inputs("{1.\n 2}"));
    }

    @Test
    void isSplitAtCommandsAndAtTalk() {
        assertEquals(
                List.of("/vars", "x := 3.\nx + 4", "@robin hi there", "/log -n 2", "x"),
                inputs("/vars\nx := 3.\nx + 4\n@robin hi there\n/log -n 2\nx"));
    }

    @Test
    void keepsASlashThatDivides() {
        assertEquals(List.of("100\n/ 4"), inputs("100\n/ 4"));
        assertEquals(List.of("100\n/vars2"), inputs("100\n/vars2"));
    }

    @Test
    void keepsWhatStandsInBracketsStringsAndComments() {
        assertEquals(List.of("'a\n/vars\n'"), inputs("'a\n/vars\n'"));
        assertEquals(List.of("\"a\n/vars\n\" 3"), inputs("\"a\n/vars\n\" 3"));
        assertEquals(
                List.of("Foo extend [ x [ ^3\n/vars\n] ]"),
                inputs("Foo extend [ x [ ^3\n/vars\n] ]"));
    }

    @Test
    void letsTalkGoOnAfterABackslash() {
        assertEquals(List.of("@ one \\\n/vars", "3"), inputs("@ one \\\n/vars\n3"));
    }

    @Test
    void fallsIntoItsLinesWhereTheyMakeNoSenseTogether() {
        assertEquals(
                List.of(List.of("/vars"), List.of("3 + 4", "5 + 6")),
                PastedText.inputs("/vars\n3 + 4\n5 + 6", word -> true, text -> false));
    }
}
