package batos.shell.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.image.Author;
import java.nio.file.Path;
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

    private record Named(int tokensPerDay, String sha256) {}

    /// As the keys of settings are.
    @Test
    void writesNamesInLowerCaseWithUnderscores() {
        assertEquals("{\"tokens_per_day\":7,\"sha256\":\"ab\"}", JsonOutput.of(new Named(7, "ab")));
        assertEquals(
                "{\"models.BRICK.tag\":1}",
                JsonOutput.of(Map.of("models.BRICK.tag", 1)),
                "keys of a map stay as they are");
    }

    private record Odd(double[] shares, float part, Map<Integer, Path> places, char letter) {
        public boolean isOpen() {
            return true;
        }

        public int getNothing() {
            return 3;
        }
    }

    /// Not the answers of its other methods.
    @Test
    void writesTheComponentsOfARecordInTheirOrder() {
        assertEquals(
                "{\"shares\":[0.5,null],\"part\":null,\"places\":{\"1\":\"/a\"},\"letter\":\"x\"}",
                JsonOutput.of(
                        new Odd(
                                new double[] {0.5, Double.NaN},
                                Float.NaN,
                                Map.of(1, Path.of("/a")),
                                'x')));
        assertEquals("null", JsonOutput.of(null));
    }

    @Test
    void refusesAnObjectOfAnotherClass() {
        for (var other : new Object[] {new Object(), new Thread()}) {
            var refused = assertThrows(IllegalArgumentException.class, () -> JsonOutput.of(other));
            assertTrue(
                    refused.getMessage().contains("class java.lang.Object")
                            || refused.getMessage().contains("a document holds a "),
                    refused.getMessage());
        }
    }
}
