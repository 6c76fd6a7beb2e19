package batos.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonValuesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "true",
                "42",
                "-7",
                "123456789012345678901234567890",
                "\"text\"",
                "[1,[2,null],{\"a\":false}]",
                "{\"b\":1,\"a\":[]}"
            })
    void comeBackAsTheyWent(String json) {
        assertEquals(json, JsonValues.of(JsonValues.java(JsonValues.read(json))).toString());
    }

    @Test
    void areOfTheSmallestClassThatHoldsThem() {
        assertEquals(42L, JsonValues.java(JsonValues.read("42")));
        assertEquals(
                BigInteger.ONE.shiftLeft(80),
                JsonValues.java(JsonValues.read(BigInteger.ONE.shiftLeft(80).toString())));
        assertEquals(0.5, JsonValues.java(JsonValues.read("0.5")));
    }

    @Test
    void haveTextsForKeys() {
        assertEquals("{\"1\":2}", JsonValues.of(Map.of(1L, 2L)).toString());
    }

    @Test
    void areNoObjectsOfOtherClasses() {
        var refused =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> JsonValues.of(List.of(new StringBuilder(), Thread.currentThread())));
        assertEquals("a Thread has no form in JSON", refused.getMessage());
    }

    @Test
    void refuseATextThatIsNoDocument() {
        assertThrows(IllegalArgumentException.class, () -> JsonValues.read("{\"a\":"));
    }
}
