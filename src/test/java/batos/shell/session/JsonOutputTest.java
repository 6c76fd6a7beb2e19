package batos.shell.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import batos.image.Author;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JsonOutputTest {
    private record Line(Author author, Optional<String> note, double share) {}

    @Test
    void writesRecordsWithTheirAuthorsAsText() {
        assertEquals(
                "{\"author\":\"architect at pts/3\",\"note\":null,\"share\":0.5}",
                JsonOutput.of(new Line(new Author.Architect("pts/3"), Optional.empty(), 0.5)));
        assertEquals("[\"system\"]", JsonOutput.of(List.of(Author.Part.SYSTEM)));
    }

    @Test
    void keepsTheOrderOfAMapThatHasOne() {
        var map = new LinkedHashMap<String, Object>();
        map.put("z", 1);
        map.put("a", 2);
        assertEquals("{\"z\":1,\"a\":2}", JsonOutput.of(map));
    }

    @Test
    void ordersAMapThatHasNoneByItsKeys() {
        assertEquals(
                "{\"a\":1,\"b\":2,\"c\":3,\"d\":4}",
                JsonOutput.of(Map.of("d", 4, "b", 2, "a", 1, "c", 3)));
    }

    @Test
    void writesWhatIsNoNumberAsNull() {
        assertEquals("[null,null]", JsonOutput.of(List.of(Double.NaN, Double.POSITIVE_INFINITY)));
    }

    @Test
    void writesTimesToTheMillisecond() {
        assertEquals(
                "\"2026-11-30T06:24:25.637Z\"",
                JsonOutput.of(Instant.parse("2026-11-30T06:24:25.637196764Z")));
    }

    @Test
    void refusesAnObjectOfAnotherClass() {
        assertThrows(IllegalArgumentException.class, () -> JsonOutput.of(new Object()));
    }
}
