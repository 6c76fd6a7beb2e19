package batos.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFieldsTest {
    @Test
    void areReadInTheirOrder() {
        var read =
                JsonFields.read("{\"b\": 7, \"a\": \"x\\n\", \"c\": {\"d\": \"\"}} ").orElseThrow();
        assertEquals(List.of("b", "a", "c"), List.copyOf(read.sequencedKeySet()));
        assertEquals(Map.of("b", 7L, "a", "x\n", "c", Map.of("d", "")), read);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{\"a\":1",
                "{\"a\":1}{}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1.5}",
                "{\"a\":null}",
                "{\"a\":[1]}",
                "{\"a\":99999999999999999999}"
            })
    void areNothingElse(String text) {
        assertTrue(JsonFields.read(text).isEmpty());
    }

    /// Neither reader knows a text that the other one reads in another way.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                " { } ",
                "{\"a\":-1,\"b\":0,\"c\":-0}",
                "{\"a\":01}",
                "{\"a\":- 1}",
                "{\"a\":-}",
                "{\"a\":1e3}",
                "{\"a\":999999999999999999}",
                "{\"a\":9223372036854775807}",
                "{\"a\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}",
                "{\"a\":\"x\\u0041\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\\"}",
                "{\"a\":\"\n\"}",
                "{\"ä\\n\":\"€𝄞\"}",
                "{\"a\":1,}",
                "{,}",
                "{\"a\"}",
                "{\"a\":1 \"b\":2}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":true}",
                "{\"a\":1}x",
                "{\"a\":1}\u0000",
                "\uFEFF{\"a\":1}",
                "{\"a\":{\"a\":{\"b\":\"\"}},\"b\":{}}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}}",
                "{\"a\":/**/1}",
                "{\"a\":+1}"
            })
    void areReadAsTheLibraryReadsThem(String text) {
        var library = JsonFields.readByLibrary(text);
        assertEquals(library, JsonFields.read(text));
        new PlainFields(text).read().ifPresent(plain -> assertEquals(library.get(), plain));
    }

    @Test
    void arePlainAsWeWriteThem() {
        var text = "{\"seq\":3,\"what\":\"said \\\"no\\\"\",\"facts\":{\"way\":\"é\"}}";
        assertEquals(
                List.of("seq", "what", "facts"),
                List.copyOf(new PlainFields(text).read().orElseThrow().sequencedKeySet()));
    }
}
