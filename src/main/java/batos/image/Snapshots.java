package batos.image;

import static java.nio.charset.StandardCharsets.UTF_8;

import batos.json.Json;
import batos.text.FileErrors;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The names given to past states. A name costs nothing but a line in the file `snapshots.json`,
/// and that the journal keeps the way back to it.
final class Snapshots {
    private static final int FORMAT = 1;

    private final Path file;
    private final String trouble;
    private Map<String, Image.Snapshot> byName = new TreeMap<>();

    Snapshots(Path file) throws IOException {
        this(file, "");
        if (!Files.exists(file)) {
            return;
        }
        try {
            var document = Json.read(Files.readString(file));
            if (!document.path("snapshots").isArray()) {
                throw new IOException("it lists no snapshots");
            }
            if (document.path("format").asInt() > FORMAT) {
                throw FileHeader.newer(file, document.path("format").asInt(), FORMAT);
            }
            for (var node : document.path("snapshots")) {
                var snapshot = read(node);
                byName.put(snapshot.name(), snapshot);
            }
        } catch (IOException | DateTimeException e) {
            throw new ImageFault(
                    ImageFault.Reason.DAMAGED,
                    "%s does not read: %s. Next: mend it, or move it away"
                            .formatted(file, reason(e)),
                    e);
        }
    }

    private Snapshots(Path file, String trouble) {
        this.file = file;
        this.trouble = trouble;
    }

    /// Without any where the file does not read: only the names are lost then. It is moved aside.
    ///
    /// @param writable whether it can be
    static Snapshots open(Path file, Instant now, boolean writable) throws IOException {
        try {
            return new Snapshots(file);
        } catch (ImageFault e) {
            if (e.reason() != ImageFault.Reason.DAMAGED) {
                throw e;
            }
            var aside = file.resolveSibling(file.getFileName() + ".damaged-" + now);
            if (writable) {
                Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            }
            return new Snapshots(
                    file,
                    String.valueOf(e.getMessage()).replaceFirst("\\. Next: .*", "")
                            + ": no object is lost, only the names of snapshots"
                            + (writable ? "; the file is now " + aside.getFileName() : "")
                            + ". Next: image log names the commits that image restore N goes back to, or mend that file and give it its name again");
        }
    }

    /// The loss found at opening, with the next command; empty where nothing was lost.
    String trouble() {
        return trouble;
    }

    private static String reason(Exception e) {
        return e instanceof JsonProcessingException json && json.getLocation() != null
                ? "line %d: %s".formatted(json.getLocation().getLineNr(), json.getOriginalMessage())
                : String.valueOf(e.getMessage());
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

    /// All, with what the way back to each costs on the disk beside the journal.
    List<Image.Snapshot> all(DeltaFiles deltas) {
        return all().stream()
                .map(it ->
                        new Image.Snapshot(
                                it.name(),
                                it.number(),
                                it.at(),
                                it.objects(),
                                deltas.bytes(it.number()),
                                it.root()))
                .toList();
    }

    /// The number of the commit that a snapshot's name or a number means.
    synchronized long number(String nameOrNumber) {
        var snapshot = byName.get(nameOrNumber);
        if (snapshot != null) {
            return snapshot.number();
        }
        if (nameOrNumber.matches("[0-9]{1,18}")) {
            return Long.parseLong(nameOrNumber);
        }
        throw unknown(nameOrNumber);
    }

    private ImageFault unknown(String name) {
        return new ImageFault(
                byName.isEmpty()
                        ? "no snapshot '%s': nothing is saved yet. Next: image save NAME, or image log"
                                .formatted(name)
                        : "no snapshot '%s'. There are: %s. Next: image list"
                                .formatted(name, String.join(", ", byName.keySet())));
    }

    /// Adds or replaces; beyond `kept` snapshots the oldest goes, 0 keeps all.
    synchronized void put(Image.Snapshot snapshot, int kept) {
        var name = snapshot.name();
        if (name.isBlank() || name.matches("[0-9]+") || name.length() > 200) {
            throw new ImageFault(
                    "'%s' is no name for a snapshot: a word of up to 200 characters that is not a number is"
                            .formatted(name));
        }
        var then = new TreeMap<>(byName);
        then.put(name, snapshot);
        while (kept > 0 && then.size() > kept) {
            then.values().stream()
                    .filter(other -> !other.equals(snapshot))
                    .min(Comparator.comparing(Image.Snapshot::at))
                    .ifPresent(oldest -> then.remove(oldest.name()));
        }
        save("save " + name, then);
    }

    synchronized void remove(String name) {
        var then = new TreeMap<>(byName);
        if (then.remove(name) == null) {
            throw unknown(name);
        }
        save("delete " + name, then);
    }

    /// Removes those of states that are no more: another commit will get their number.
    ///
    /// @param number the last commit that there is
    /// @return their names
    synchronized List<String> removeAfter(long number) {
        var then = new TreeMap<>(byName);
        then.values().removeIf(snapshot -> snapshot.number() > number);
        var gone = byName.keySet().stream().filter(name -> !then.containsKey(name)).toList();
        if (!gone.isEmpty()) {
            save("delete " + String.join(", ", gone), then);
        }
        return gone;
    }

    private void save(String what, Map<String, Image.Snapshot> then) {
        var document = Json.object().put("format", FORMAT);
        var list = document.putArray("snapshots");
        for (var snapshot : then.values()) {
            list.addObject()
                    .put("name", snapshot.name())
                    .put("number", snapshot.number())
                    .put("at", snapshot.at().toString())
                    .put("objects", snapshot.objects())
                    .put("root", snapshot.root());
        }
        try {
            Disk.replace(file, Json.pretty(document).getBytes(UTF_8));
        } catch (IOException e) {
            throw new ImageFault(
                    ImageFault.Reason.DISK, "cannot " + what + ": " + FileErrors.reason(e), e);
        }
        byName = then;
    }
}
