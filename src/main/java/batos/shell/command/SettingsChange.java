package batos.shell.command;

import batos.app.Services;
import batos.codex.LedgerLine;
import batos.config.SettingsGuard;
import batos.image.Author;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A change of one key of settings.toml, as the ledger has it. The file is not in the image: `undo`
/// leaves it, and the way back is a command of its own.
///
/// @param before the value as the ledger writes it, as is `after`
record SettingsChange(Instant at, Author author, String key, String before, String after) {
    private static final String BECOMES = " -> ";

    /// All of them, the oldest first.
    static List<SettingsChange> all(Services house) {
        return house.readableCodex().ledger().stream()
                .filter(line ->
                        line.deed() == LedgerLine.Deed.SETTINGS && line.who() != Author.Part.SYSTEM)
                .flatMap(line ->
                        line.facts().entrySet().stream()
                                .filter(fact -> fact.getValue().contains(BECOMES))
                                .map(fact -> of(line, fact.getKey(), fact.getValue())))
                .toList();
    }

    private static SettingsChange of(LedgerLine line, String key, String fact) {
        var at = fact.indexOf(BECOMES);
        return new SettingsChange(
                line.at(),
                line.who(),
                key,
                fact.substring(0, at),
                fact.substring(at + BECOMES.length()));
    }

    /// What an undo of the deeds since a time leaves as it is; empty where nothing was changed.
    static String left(Services house, Instant since) {
        var changed = new LinkedHashMap<String, SettingsChange>();
        for (var change : all(house)) {
            if (change.at().isAfter(since)) {
                var first = changed.getOrDefault(change.key(), change);
                changed.put(
                        change.key(),
                        new SettingsChange(
                                change.at(),
                                change.author(),
                                change.key(),
                                first.before(),
                                change.after()));
            }
        }
        changed.values().removeIf(change -> change.before().equals(change.after()));
        if (changed.isEmpty()) {
            return "";
        }
        var words = changed.values().stream().map(SettingsChange::words).toList();
        var back = changed.values().stream().map(SettingsChange::back).toList();
        return "settings.toml is no part of the image, and stays as it is: %s. Next: %s"
                .formatted(String.join(", ", words), String.join(", ", back));
    }

    String words() {
        return key + ": " + before + BECOMES + after;
    }

    /// The command that puts the value before the change back.
    String back() {
        return "settings set " + key + " " + typed(before);
    }

    static String back(SettingsGuard.Changed changed) {
        return "settings set " + changed.key() + " " + typed(String.valueOf(changed.before()));
    }

    /// A value as a word of a command line.
    private static String typed(String value) {
        var plain =
                value.startsWith("[") && value.endsWith("]") && value.length() > 2
                        ? value.substring(1, value.length() - 1).replace(", ", ",")
                        : value;
        if (plain.isEmpty()) {
            return "'\"\"'";
        }
        return plain.matches("[\\w.:/@%+=,-]+") ? plain : "'" + plain.replace("'", "'\\''") + "'";
    }

    Map<String, Object> document() {
        var document = new LinkedHashMap<String, Object>();
        document.put("at", at);
        document.put("author", author.toString());
        document.put("line", "settings set " + key + " " + typed(after));
        document.put("setting", key);
        document.put("before", before);
        document.put("after", after);
        return document;
    }
}
