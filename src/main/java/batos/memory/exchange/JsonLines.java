package batos.memory.exchange;

import batos.json.Json;
import batos.text.Utf8;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/// One memory a line, as `memory export` writes it.
final class JsonLines implements Format.Reader {
    private static final List<String> TAKEN =
            List.of("id", "kind", "session", "time", "speaker", "role", "text", "evidence");

    @Override
    public void read(Path file, Path root, Consumer<Item> items) throws IOException {
        try (var lines = Files.newBufferedReader(file)) {
            var number = 0;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                line = number == 1 ? Utf8.withoutMark(line) : line;
                if (!line.isBlank()) {
                    items.accept(item(line, file + ", line " + number));
                }
            }
        }
    }

    /// The fields of a file that no memory takes anything from, in the order in which they appear.
    static Set<String> ignored(Path file) throws IOException {
        var ignored = new LinkedHashSet<String>();
        try (var lines = Files.newBufferedReader(file)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                Json.tryRead(line)
                        .ifPresent(node -> node.fieldNames().forEachRemaining(ignored::add));
            }
        }
        ignored.removeAll(TAKEN);
        return ignored;
    }

    private Item item(String line, String place) throws IOException {
        JsonNode node;
        try {
            node = Json.readForeign(line);
        } catch (JsonProcessingException e) {
            throw new IOException(place + ": no JSON: " + Json.objection(e), e);
        }
        var text = node.path("text").asText("");
        if (text.isBlank()) {
            throw new IOException(place + ": a memory needs a text");
        }
        var kind = node.path("kind").asText("turn");
        if (!kind.equals("turn") && !kind.equals("fact")) {
            throw new IOException(place + ": the kind is '" + kind + "', not turn or fact");
        }
        var evidence = Json.texts(node.path("evidence"));
        var session = node.path("session").asText("");
        var time = time(node.path("time").asText(""), place);
        var speaker = node.path("speaker").asText(node.path("role").asText(""));
        var id = node.path("id").asText("");
        return new Item(
                id.isEmpty() ? ContentIdentity.of(session, time, speaker, text) : id,
                kind.equals("fact"),
                session,
                time,
                speaker,
                text,
                evidence);
    }

    private static Instant time(String text, String place) throws IOException {
        if (text.isEmpty()) {
            return Instant.EPOCH;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new IOException(
                    place + ": the time '" + text + "' is not like 2026-11-22T18:02:11Z", e);
        }
    }
}
