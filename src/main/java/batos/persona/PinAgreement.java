package batos.persona;

import batos.text.ForcedFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/// The last agreement of image and settings.toml, key by key, in a file of its own. Where they
/// differ later, it tells which of the two has moved.
final class PinAgreement {
    private static final Logger LOG = Logger.getLogger("batos.persona");

    private final Path file;
    private final Map<String, String> values = new TreeMap<>();

    PinAgreement(Path file) {
        this.file = file;
        if (Files.exists(file)) {
            load();
        }
    }

    private void load() {
        try {
            for (var line : Files.readAllLines(file)) {
                var at = line.indexOf(" = ");
                if (at > 0) {
                    values.put(line.substring(0, at), line.substring(at + " = ".length()));
                }
            }
        } catch (IOException e) {
            // as on the first start: settings and image agree from here on
            LOG.log(Level.WARNING, "the agreement on models begins from the settings", e);
        }
    }

    Optional<String> on(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /// Written whole or not at all, and only where something changed.
    void agree(Map<String, String> agreed) {
        var changed = false;
        for (var entry : agreed.entrySet()) {
            changed |= !entry.getValue().equals(values.put(entry.getKey(), entry.getValue()));
        }
        if (!changed) {
            return;
        }
        var text = new StringBuilder();
        values.forEach((key, value) -> text.append(key).append(" = ").append(value).append('\n'));
        var temporary = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            Files.deleteIfExists(temporary);
            ForcedFile.create(
                    temporary,
                    text.toString().getBytes(StandardCharsets.UTF_8),
                    ForcedFile.ownerOnly());
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }
}
