package batos.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Words for a command line.
class ShellQuoteTest {
    @Test
    void stayAsTheyAreWhereAShellTakesThemSo() {
        for (var plain : List.of("/tmp/a-b_c.d", "a@b:80/x,y=1+2", "50%", "7")) {
            assertEquals(plain, ShellQuote.word(plain));
        }
    }

    @Test
    void areQuotedElse() {
        assertEquals("''", ShellQuote.word(""));
        assertEquals("'a b'", ShellQuote.word("a b"));
        assertEquals("'it'\\''s'", ShellQuote.word("it's"));
        for (var word : List.of("$HOME", "~/x", "a*b", "a;b", "é", "a\nb")) {
            assertEquals("'" + word + "'", ShellQuote.word(word));
        }
    }
}
