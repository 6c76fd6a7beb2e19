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
}
