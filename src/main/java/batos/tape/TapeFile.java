package batos.tape;

import batos.json.Json;
import batos.text.FileErrors;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A tape as it lies on disk.
record TapeFile(Path path, List<TapeEntry> entries) {
    static final String HEADER = "{\"tape\":1}";

    TapeFile {
        entries = List.copyOf(entries);
    }

    static String line(TapeEntry entry) {
        var line = Json.object().put("channel", entry.channel());
        if (!entry.request().isEmpty()) {
            line.put("request", entry.request());
        }
        var answer = line.putArray("answer");
        entry.answer().forEach(answer::add);
        return line.toString();
    }

    static TapeFile read(Path path) {
        String text;
        try {
            text = Files.readString(path);
        } catch (IOException e) {
            throw new TapeFault(
                    "cannot read the tape "
                            + path
                            + ": "
                            + FileErrors.reason(e)
                            + ". Next: make one with --record "
                            + path,
                    e);
        }
        var lines = text.split("\n", -1);
        if (!lines[0].strip().equals(HEADER)) {
            throw new TapeFault(
                    path + " line 1: not a tape that this batos can play; expected " + HEADER);
        }
        var entries = new ArrayList<TapeEntry>();
        for (int i = 1; i < lines.length; i++) {
            var torn = i == lines.length - 1;
            if (!lines[i].isBlank()) {
                try {
                    entries.add(entry(Json.read(lines[i])));
                } catch (JsonProcessingException | IllegalArgumentException e) {
                    if (!torn) {
                        throw new TapeFault(
                                path + " line " + (i + 1) + ": damaged entry: " + e.getMessage(),
                                e);
                    }
                }
            }
        }
        return new TapeFile(path, entries);
    }

    private static TapeEntry entry(JsonNode line) {
        if (!line.path("channel").isTextual() || !line.path("answer").isArray()) {
            throw new IllegalArgumentException(
                    "expected {\"channel\":…,\"request\":…,\"answer\":[…]}");
        }
        var answer = Json.texts(line.path("answer"));
        return new TapeEntry(
                line.path("channel").asText(), line.path("request").asText(""), answer);
    }

    /// The beginning of this tape, up to the end of step `lines` (marks of kind `line`, from 1).
    TapeFile upTo(int lines) {
        if (lines == 0) {
            return new TapeFile(path, List.of());
        }
        var seen = 0;
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i).isMark("line") && ++seen == lines) {
                return new TapeFile(path, entries.subList(0, i + 1));
            }
        }
        throw new TapeFault(
                "%s has %d lines; a fork at %d does not exist. Next: --at 0 to %d"
                        .formatted(path, seen, lines, seen));
    }
}
