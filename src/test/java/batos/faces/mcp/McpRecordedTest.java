package batos.faces.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.config.SettingsOrigin;
import batos.faces.RunningHouse;
import batos.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What MCP clients asked in a recorded session is answered again, word for word, and leaves the
/// same image.
@Timeout(600)
class McpRecordedTest {
    private static final List<String> CALLS =
            List.of(
                    "ask_council {\"question\":\"slugify 'Hello, World'\"}",
                    "slugify {\"text\":\"A b C\"}",
                    "call_tool {\"name\":\"slugify\",\"arguments\":{\"nonsense\":1}}",
                    "ask_persona {\"persona\":\"robin\",\"question\":\"hello there\"}",
                    "recall {\"query\":\"slug\",\"limit\":3}",
                    "eval {\"expression\":\"3 + 4\"}");

    @TempDir Path folder;

    private static String document(JsonNode result) {
        var document = Json.object().put("isError", result.path("isError").asBoolean());
        var texts = document.putArray("content");
        result.path("content").forEach(part -> texts.add(part.path("text").asText()));
        return Json.write(document);
    }

    private static McpFace face(RunningHouse running) throws Exception {
        running.house().config().set(SettingsOrigin.ARCHITECT, "mcp.eval", "true");
        return new McpFace(running.house(), running.deeds());
    }

    @Test
    void aSessionIsTheSameAgain() throws Exception {
        var tape = folder.resolve("tape");
        var live = new ArrayList<String>();
        String root;
        try (var running =
                        new RunningHouse(
                                folder.resolve("one"), "", Optional.of(tape), Optional.empty());
                var face = face(running);
                var peer = running.connect(face).initialized()) {
            for (int id = 1; id <= CALLS.size(); id++) {
                var call = CALLS.get(id - 1).split(" ", 2);
                live.add(document(peer.call(id, call[0], call[1]).path("result")));
            }
            root = running.root();
        }
        assertTrue(live.getFirst().contains("hello-world"), live::toString);
        assertTrue(live.getLast().contains("7"), live::toString);
        try (var running =
                new RunningHouse(folder.resolve("two"), "", Optional.empty(), Optional.of(tape))) {
            running.house().config().set(SettingsOrigin.ARCHITECT, "mcp.eval", "true");
            assertEquals(live, running.replayed("mcp", McpReplay::new, root));
        }
    }
}
