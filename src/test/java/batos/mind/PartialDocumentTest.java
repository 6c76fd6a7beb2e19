package batos.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartialDocumentTest {
    private static final List<String> REQUIRED = List.of("dissonance", "why");

    private static boolean whole(String reply) {
        return PartialDocument.mayBeWhole(reply)
                && PartialDocument.read(reply).whole(reply, REQUIRED);
    }

    @Test
    void isWholeWithItsLastBrace() {
        assertTrue(whole("Here: {\"dissonance\": 0.5, \"why\": \"a } in {quotes}\"}"));
        assertFalse(whole("{\"dissonance\": 0.5, \"why\": \"a } in {quotes}"));
    }

    @Test
    void isWholeWhenOnlyBlanksFollowTheLastRequiredField() {
        var reply = "{\"dissonance\": 0.5, \"why\": \"short\"";
        assertFalse(whole(reply));
        assertTrue(whole(reply + "\n".repeat(12)));
        assertTrue(whole(reply + "," + " ".repeat(12)));
        assertFalse(whole("{\"dissonance\": 0.5, " + " ".repeat(20)));
        assertFalse(whole("{\"dissonance\": 0.5, \"why\": \"" + " ".repeat(20)));
    }

    @Test
    void aNestedObjectDoesNotEndIt() {
        var reply = "{\"a\": {\"why\": 1}";
        assertFalse(whole(reply + " ".repeat(12)));
        assertEquals(Set.of("a"), PartialDocument.read(reply).fields());
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            delimiter = '|',
            value = {
                "{\"a\": 1, \"b\": \"cut he | {\"a\":1,\"b\":\"cut he\"}",
                "{\"a\": 1, \"b | {\"a\":1}",
                "{\"a\": 1, \"b\" | {\"a\":1}",
                "{\"a\": 1, \"b\": | {\"a\":1}",
                "{\"a\": [1, {\"c\": \"x\\ | {\"a\":[1,{\"c\":\"x\"}]}",
                "{\"a\": \"x\\u00e | {\"a\":\"x\"}",
                "{\"a\": \"x\\\"y | {\"a\":\"x\\\"y\"}",
                "{\"a\": 12 | {\"a\":12}",
                "{\"a\": tru | {}",
                "{ | {}",
                "no document | ~~",
            })
    void isClosedWhereItWasCut(String cut, String json) {
        assertEquals(json == null ? "" : json, PartialDocument.read(cut).json());
    }
}
