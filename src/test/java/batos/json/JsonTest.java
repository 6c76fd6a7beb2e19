package batos.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.ByteArrayInputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {
    @Test
    void refusesDuplicateKeysAndWhatFollowsADocument() {
        assertTrue(Json.tryRead("{\"a\":1,\"a\":2}").isEmpty());
        assertTrue(Json.tryRead("{} {}").isEmpty());
        assertTrue(Json.tryRead("").isEmpty());
    }

    @Test
    void readsToItsDepthAndNoDeeper() throws JsonProcessingException {
        Json.read("[".repeat(Json.DEPTH) + "]".repeat(Json.DEPTH));
        assertThrows(
                JsonProcessingException.class,
                () -> Json.read("[".repeat(Json.DEPTH + 1) + "]".repeat(Json.DEPTH + 1)));
    }

    @Test
    void keepsFractionsExact() throws JsonProcessingException {
        assertEquals("{\"x\":0.10}", Json.write(Json.read("{\"x\":0.10}")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e999999999999",
                "[-2.5E-99999]",
                "{\"x\":1e+10001}",
                "1e99999999999999999999999999999999999999999"
            })
    void refusesANumberOutOfRangeAndNamesIt(String text) {
        for (Executable reading :
                List.<Executable>of(() -> Json.read(text), () -> Json.readForeign(text))) {
            var refused = assertThrows(JsonProcessingException.class, reading);
            assertTrue(
                    Json.objection(refused).contains("is out of range"), Json.objection(refused));
        }
        assertTrue(Json.tryRead(text).isEmpty());
        assertThrows(
                JsonProcessingException.class,
                () ->
                        Json.eachForeignItem(
                                new ByteArrayInputStream(("[" + text + "]").getBytes(UTF_8)),
                                item -> {}));
    }

    @Test
    void keepsTheSignOfZeroAndNumbersToTheBounds() throws JsonProcessingException {
        assertEquals("[-0.0,0.0,0]", Json.write(Json.read("[-0.0,0.0,-0]")));
        assertTrue(Json.read("1e10000").isNumber());
        assertTrue(Json.read("1e-0000000010000").isNumber());
        assertThrows(JsonProcessingException.class, () -> Json.read("9".repeat(10_001)));
    }

    @Test
    void takesNumbersForEqualByValue() throws JsonProcessingException {
        assertTrue(Json.same(Json.read("[1, {\"a\":2.0}]"), Json.read("[1, {\"a\":2}]")));
        assertFalse(Json.same(Json.read("[1]"), Json.read("[2]")));
        assertFalse(Json.same(Json.read("{\"a\":1}"), Json.read("{\"b\":1}")));
    }

    @Test
    void writesAsciiWhereAsked() {
        assertEquals("\"gr\\u00FC\\u00DFe\"", Json.ascii(Json.text("grüße")));
    }
}
