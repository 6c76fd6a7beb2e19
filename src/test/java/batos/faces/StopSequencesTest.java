package batos.faces;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class StopSequencesTest {
    private static String through(List<String> stops, String... pieces) {
        var filter = new StopSequences(stops);
        var text = new StringBuilder();
        for (var piece : pieces) {
            text.append(filter.feed(piece));
        }
        return text.append(filter.end()).toString();
    }

    @Test
    void withoutOneEverythingPasses() {
        assertEquals("one two", through(List.of(), "one", " two"));
    }

    @Test
    void theTextEndsBeforeTheFirst() {
        assertEquals("one ", through(List.of("two", "three"), "one two three"));
    }

    @Test
    void oneThatIsCutIntoPiecesIsFound() {
        assertEquals("one ", through(List.of("STOP"), "one S", "TO", "P two"));
    }

    @Test
    void whatOnlyBeginsLikeOneComesLater() {
        assertEquals("one STO two", through(List.of("STOP"), "one STO", " two"));
        assertEquals("one ST", through(List.of("STOP"), "one ST"));
    }

    @Test
    void theEarliestOfSeveralCounts() {
        assertEquals("a", through(List.of("d", "b"), "abcd"));
    }
}
