package batos.world;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import batos.talk.objects.ScaledValue;
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
    void areNumbersForFloatsOfEachClass() {
        assertEquals(
                "[1.5,1.0E10,-0.0,1.5,20.0]",
                JsonValues.of(List.of(1.5f, 1.0e10f, -0.0, scaled(3, 2), scaled(20, 1)))
                        .toString());
        var refused =
                assertThrows(IllegalArgumentException.class, () -> JsonValues.of(scaled(1, 3)));
        assertEquals("1/3 has no exact form in JSON; asFloat has one", refused.getMessage());
    }

    @Test
    void holdWhatIsNoNumberOfJson() {
        for (var number : List.of(Double.NaN, Double.POSITIVE_INFINITY, -1.0 / 0.0)) {
            var json = JsonValues.of(number);
            assertEquals("{\"$numberDouble\":\"" + number + "\"}", json.toString());
            assertEquals(number, JsonValues.java(json));
        }
        assertEquals(-0.0, JsonValues.java(JsonValues.read("-0.0")));
    }

    private static ScaledValue scaled(long numerator, long denominator) {
        return new ScaledValue(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator), 2);
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
