package batos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A night of idle work that was recorded is the same night when it is replayed.
class RecordedNightTest {
    @TempDir Path folder;

    private static JsonNode night(ReplayIT.Ran ran) {
        return ran.out()
                .lines()
                .filter(line -> line.startsWith("{\"hours\":"))
                .findFirst()
                .flatMap(Json::tryRead)
                .orElseThrow(() -> new AssertionError(ran.toString()));
    }

    @Test
    void isReplayedToTheSameDocumentAndRoot() throws Exception {
        var tape = folder.resolve("night.tape").toString();
        var recorded =
                ReplayIT.run(
                        folder,
                        "recorded",
                        """
                        @ hello there, how was the garden?
                        /motive run --hours 24 --simulated --json
                        /image root
                        """,
                        "--mind",
                        "rehearsal",
                        "--record",
                        tape);
        var night = night(recorded);
        assertEquals(1, night.path("goals").path("reached").asInt(), night.toString());
        assertEquals(
                List.of(
                        "hours",
                        "looks",
                        "model_calls",
                        "containers",
                        "commits",
                        "goals",
                        "tokens",
                        "cpu_ms"),
                names(night));
        assertEquals(List.of("reserved", "spent"), names(night.path("tokens")));
        assertFalse(recorded.root().isEmpty(), recorded.toString());

        var replayed = ReplayIT.run(folder, "replayed", "", "--replay", tape);
        assertEquals(night, night(replayed));
        assertEquals(recorded.root(), replayed.root(), replayed.out() + replayed.err());
        assertFalse(replayed.err().contains("not asked for again"), replayed.err());
        assertTrue(night.path("model_calls").asInt() > 0);
    }

    private static List<String> names(JsonNode document) {
        return document.propertyStream().map(entry -> entry.getKey()).toList();
    }
}
