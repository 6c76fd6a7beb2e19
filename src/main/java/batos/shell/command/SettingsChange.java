package batos.shell.command;

import batos.app.Services;
import batos.codex.LedgerLine;
import batos.config.SettingsGuard;
import batos.image.Author;
import batos.text.ShellQuote;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A change of one key of settings.toml, as the ledger has it. The file is not in the image: `undo`
/// leaves it, and the way back is a command of its own.
///
/// @param before the value as the ledger writes it, as is `after`
record SettingsChange(Instant at, Author author, String key, String before, String after) {
    private static final String BECOMES = " -> ";

    /// All that came into force, the oldest first. Leaves out a change that was announced and could
    /// not be written: the system's own line takes it back.
    static List<SettingsChange> all(Services house) {
        var all = new ArrayList<SettingsChange>();
        for (var line : house.readableCodex().ledger()) {
            if (line.deed() == LedgerLine.Deed.SETTINGS) {
                line.facts()
                        .forEach((key, fact) -> {
                            if (fact.contains(BECOMES)) {
                                enter(of(line, key, fact), all);
                            }
                        });
            }
        }
        return all;
    }

    private static void enter(SettingsChange change, List<SettingsChange> all) {
        if (change.author() != Author.Part.SYSTEM) {
            all.add(change);
            return;
        }
        for (int at = all.size() - 1; at >= 0; at--) {
            if (all.get(at).key().equals(change.key())) {
                if (all.get(at).after().equals(change.before())) {
                    all.remove(at);
                }
                return;
            }
        }
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

    /// The settings that differ from their values at a time, one change for each key.
    private static List<SettingsChange> since(Services house, Instant since) {
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
        return List.copyOf(changed.sequencedValues());
    }

    private static String words(List<SettingsChange> changes) {
        return changes.stream().map(SettingsChange::words).collect(Collectors.joining(", "));
    }

    private static String back(List<SettingsChange> changes) {
        return changes.stream().map(SettingsChange::back).collect(Collectors.joining(", "));
    }

    /// The settings that an undo of the deeds since a time leaves as they are; empty where none
    /// changed.
    static String left(Services house, Instant since) {
        var changes = since(house, since);
        return changes.isEmpty()
                ? ""
                : "settings.toml is no part of the image, and stays as it is: %s. Next: %s"
                        .formatted(words(changes), back(changes));
    }

    /// The reason why an undo must say what it means; empty where no setting changed after the
    /// newest deed.
    ///
    /// @param newest that deed, in words
    /// @param count how many deeds the undo would take
    static String newer(Services house, Instant at, String newest, int count) {
        var changes = since(house, at);
        return changes.isEmpty()
                ? ""
                : "nothing was taken back: the newest change is one of settings.toml, which undo leaves (%s). Next: %s takes it back, or image undo --deed%s takes back %s"
                        .formatted(
                                words(changes),
                                back(changes),
                                count == 1 ? "" : " " + count,
                                count == 1 ? newest : count + " deeds, the newest " + newest);
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
        return ShellQuote.word(plain);
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
