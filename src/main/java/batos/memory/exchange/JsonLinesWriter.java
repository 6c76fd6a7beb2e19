package batos.memory.exchange;

import batos.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;

/// Writes memories as JSON lines, which import reads again.
public final class JsonLinesWriter {
    private JsonLinesWriter() {}

    public static void write(Path file, List<Item> items) throws IOException {
        try (var out = Files.newBufferedWriter(file)) {
            for (var item : items) {
                var document = new LinkedHashMap<String, Object>();
                document.put("id", item.id());
                document.put("kind", item.fact() ? "fact" : "turn");
                document.put("session", item.session());
                document.put("time", item.time().toString());
                document.put("speaker", item.speaker());
                document.put("text", item.text());
                if (item.fact()) {
                    document.put("evidence", item.evidence());
                }
                out.write(Json.write(document));
                out.newLine();
            }
        }
    }
}
