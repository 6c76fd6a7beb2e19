package batos.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.mind.PersonaId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who acted, as a type and as the text that images keep.
class AuthorTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "architect",
                "architect at pts/3",
                "architect at ",
                "ALFRED",
                "alfred",
                "system",
                "council",
                "forge",
                "motive",
                "file",
                "import",
                "host",
                "toolforge",
                "SYSTEM",
                ""
            })
    void keepsEveryTextAsItWas(String text) {
        assertEquals(text, Author.of(text).toString());
        assertEquals(Author.of(text), Author.of(text));
    }

    @Test
    void knowsTheFourByTheirNames() {
        for (var id : PersonaId.values()) {
            assertInstanceOf(Author.Persona.class, Author.of(id.name()));
        }
        assertInstanceOf(Author.Other.class, Author.of("EVE"));
    }

    @Test
    void isTheArchitectAtEachOfTheirTerminals() {
        assertTrue(Author.of("architect").isArchitect());
        assertTrue(Author.of("architect at pts/3").isArchitect());
    }

    @Test
    void isAPartOfTheSystemByItsWord() {
        for (var part : Author.Part.values()) {
            assertEquals(part, Author.of(part.toString()));
        }
    }
}
