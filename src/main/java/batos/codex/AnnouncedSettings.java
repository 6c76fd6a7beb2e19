package batos.codex;

import batos.codex.LedgerLine.Deed;
import batos.image.Author;
import java.util.LinkedHashMap;
import java.util.Optional;

/// The settings that the ledger announced and settings.toml does not have: the ledger takes a
/// change before the file does, and a session may end between the two.
final class AnnouncedSettings {
    /// The beginning of a line that takes such an announcement back.
    static final String UNWRITTEN = "announced and not written: ";

    private static final String BECOMES = " -> ";

    private final CodexState standing;

    AnnouncedSettings(CodexState standing) {
        this.standing = standing;
    }

    /// Enters what became of them.
    ///
    /// @return a line for the Architect; empty when settings.toml has all announced changes
    Optional<String> settle() {
        var announced = new LinkedHashMap<String, String>();
        for (var line : standing.ledger.lines()) {
            if (line.deed() == Deed.SETTINGS || line.deed() == Deed.MODELS) {
                announced.putAll(line.facts());
            }
        }
        var unwritten = new LinkedHashMap<String, String>();
        standing.folder
                .settings()
                .values()
                .forEach((key, value) -> {
                    var change = announced.getOrDefault(key, "");
                    if (change.startsWith(value + BECOMES) && !change.endsWith(BECOMES + value)) {
                        var wanted =
                                change.substring(change.lastIndexOf(BECOMES) + BECOMES.length());
                        unwritten.put(key, wanted + BECOMES + value);
                    }
                });
        if (unwritten.isEmpty()) {
            return Optional.empty();
        }
        var keys = String.join(", ", unwritten.keySet());
        standing.ledger.append(Deed.SETTINGS, Author.Part.SYSTEM, UNWRITTEN + keys, unwritten);
        return Optional.of(
                "the ledger announced other settings than %s has: another folder of configuration was used, or a session ended before the file was written. In force is what the file says: %s. Next: /settings show"
                        .formatted(standing.folder.folder().resolve("settings.toml"), keys));
    }
}
