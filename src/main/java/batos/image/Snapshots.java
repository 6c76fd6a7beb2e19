package batos.image;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The names given to past states. A name costs nothing but a line in the file `snapshots.json`,
/// and that the journal keeps the way back to it.
final class Snapshots {
    private final Path file;
    private final Map<String, Image.Snapshot> byName = new TreeMap<>();

    Snapshots(Path file) throws IOException {
        this.file = file;
        if (!Files.exists(file)) {
            return;
        }
        try {
            var document = new JsonMapper().readTree(Files.readAllBytes(file));
            for (var node : document.path("snapshots")) {
                var snapshot = read(node);
                byName.put(snapshot.name(), snapshot);
            }
        } catch (IOException | DateTimeException e) {
            throw new ImageFault(
                    "%s does not read: %s. Next: mend it, or move it away; no object is lost, only the names of snapshots"
                            .formatted(file, e.getMessage()),
                    e);
        }
    }

    private static Image.Snapshot read(JsonNode node) {
        return new Image.Snapshot(
                node.path("name").asText(),
                node.path("number").asLong(),
                Instant.parse(node.path("at").asText()),
                node.path("objects").asLong(),
                0,
                node.path("root").asText());
    }

    synchronized List<Image.Snapshot> all() {
        return List.copyOf(byName.values());
    }

    synchronized Optional<Image.Snapshot> get(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /// Adds or replaces; beyond `kept` snapshots the oldest goes, 0 keeps all.
    synchronized void put(Image.Snapshot snapshot, int kept) throws IOException {
        byName.put(snapshot.name(), snapshot);
        while (kept > 0 && byName.size() > kept) {
            byName.values().stream()
                    .filter(other -> !other.equals(snapshot))
                    .min(java.util.Comparator.comparing(Image.Snapshot::at))
                    .ifPresent(oldest -> byName.remove(oldest.name()));
        }
        save();
    }

    synchronized boolean remove(String name) throws IOException {
        var there = byName.remove(name) != null;
        if (there) {
            save();
        }
        return there;
    }

    private void save() throws IOException {
        var document = JsonNodeFactory.instance.objectNode().put("format", 1);
        var list = document.putArray("snapshots");
        for (var snapshot : byName.values()) {
            list.addObject()
                    .put("name", snapshot.name())
                    .put("number", snapshot.number())
                    .put("at", snapshot.at().toString())
                    .put("objects", snapshot.objects())
                    .put("root", snapshot.root());
        }
        Disk.replace(
                file,
                new JsonMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(document));
    }
}
