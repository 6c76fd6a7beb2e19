package batos.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.junit.jupiter.api.Test;

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
