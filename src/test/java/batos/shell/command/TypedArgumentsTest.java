package batos.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.app.CommandFailure;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TypedArgumentsTest {
    private static final String SCHEMA =
            """
            {"properties":{"text":{"type":"string"},
              "perhaps":{"anyOf":[{"type":"string"},{"type":"null"}]},
              "texts":{"type":"array","items":{"type":"string"}},
              "any":{}}}
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    any=-0.0          | {"any":-0.0}
                    any=hello         | {"any":"hello"}
                    any=007           | {"any":"007"}
                    any={"a":1}       | {"any":{"a":1}}
                    text=[1,2         | {"text":"[1,2"}
                    text=1e9999999999 | {"text":"1e9999999999"}
                    perhaps={a:1}     | {"perhaps":"{a:1}"}
                    """)
    void areJsonOrTexts(String word, String expected) {
        assertEquals(expected, TypedArguments.of(List.of(word), word, SCHEMA));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    any={"a":1.0,"a":2} | Duplicate field 'a'
                    any=[1,2            | the argument 'any' is no JSON: Unexpected end-of-input
                    any={a:1}           | put the value in single quotes
                    any=1e999999999999  | the number 1e999999999999 is out of range
                    texts=[1            | the argument 'texts' is no JSON
                    """)
    void areRefusedWhereJsonWasMeant(String word, String why) {
        var refused =
                assertThrows(
                        CommandFailure.class, () -> TypedArguments.of(List.of(word), word, SCHEMA));
        assertTrue(refused.getMessage().contains(why), refused.getMessage());
    }

    @Test
    void areGivenOnce() {
        var refused =
                assertThrows(
                        CommandFailure.class,
                        () -> TypedArguments.of(List.of("x=1", "x=2"), "x=1 x=2", ""));
        assertTrue(
                refused.getMessage().startsWith("the argument 'x' is given twice"),
                refused.getMessage());
    }
}
