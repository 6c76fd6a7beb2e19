package batos.shell.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class WordWrapTest {
    private final WordWrap wrap = new WordWrap(() -> 20, () -> ColourTheme.DARK);

    private String said(String... pieces) {
        var all = new StringBuilder();
        for (var piece : pieces) {
            all.append(wrap.take(Style.PLAIN, piece));
        }
        return all + wrap.end();
    }

    @Test
    void breaksBetweenWords() {
        assertEquals("one beam, and then a\nsecond one", said("one beam, and then a second one"));
    }

    @Test
    void doesSoWhereverThePiecesEnd() {
        assertEquals(
                "one beam, and then a\nsecond one",
                said("one be", "am, and ", "then a s", "eco", "nd", " one"));
    }

    @Test
    void keepsIndentationAndTheLinesOfTheText() {
        assertEquals("  one\n\n    two  three", said("  one\n\n    two  three"));
    }

    @Test
    void leavesALongWordToTheTerminal() {
        var word = "x".repeat(45);
        assertEquals("a\n" + word + "\nb", said("a " + word + " b"));
    }

    @Test
    void countsColumnsNotLetters() {
        assertEquals("日本語日本語日本語\n日本語", said("日本語日本語日本語 日本語"));
    }

    @Test
    void inksEachPartOfAWord() {
        var all = wrap.take(Style.BAD, "[-old-]") + wrap.take(Style.GOOD, "{+new+}") + wrap.end();
        assertEquals(
                Style.BAD.on(ColourTheme.DARK, "[-old-]")
                        + Style.GOOD.on(ColourTheme.DARK, "{+new+}"),
                all);
    }

    @Test
    void breaksNothingWhereTheWidthIsUnknown() {
        var unknown = new WordWrap(() -> 0, () -> ColourTheme.DARK);
        var text = "one beam, and then a second one, and a third";
        assertEquals(text, unknown.take(Style.PLAIN, text) + unknown.end());
    }
}
