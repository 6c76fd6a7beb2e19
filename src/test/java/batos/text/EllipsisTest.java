package batos.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class EllipsisTest {
    @Test
    void standsWhereATextIsCutAndNeverWithinACharacter() {
        assertEquals("barn", Ellipsis.of("barn", 4));
        assertEquals("bar…", Ellipsis.of("barns", 4));
        assertEquals("a…", Ellipsis.of("a🦉b", 3));
        assertEquals("…", Ellipsis.of("barns", 0));
        assertEquals("two words", Ellipsis.line(" two\n  words ", 20));
    }
}
