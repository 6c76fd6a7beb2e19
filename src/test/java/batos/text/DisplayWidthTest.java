package batos.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class DisplayWidthTest {
    @Test
    void isTwoForWideCharactersAndNoneForMarksThatCombine() {
        assertEquals(5, DisplayWidth.of("slugs"));
        assertEquals(4, DisplayWidth.of("漢字"));
        assertEquals(4, DisplayWidth.of("한글"));
        assertEquals(2, DisplayWidth.of("🦉"));
        assertEquals(4, DisplayWidth.of("cafe\u0301"));
        assertEquals(2, DisplayWidth.of("\u1112\u1161\u11ab"));
        assertEquals(1, DisplayWidth.of("a\u200b\u00ad"));
        assertEquals(0, DisplayWidth.of(""));
    }

    @Test
    void fitsABeginningAndNeverHalfACharacter() {
        assertEquals("漢", "漢字".substring(0, DisplayWidth.fit("漢字", 3)));
        assertEquals("e\u0301", "e\u0301f".substring(0, DisplayWidth.fit("e\u0301f", 1)));
        assertEquals("🦉", "🦉🦉".substring(0, DisplayWidth.fit("🦉🦉", 1)));
        assertEquals("", "".substring(0, DisplayWidth.fit("", 5)));
    }
}
