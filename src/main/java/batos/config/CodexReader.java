package batos.config;

import batos.config.CodexDocument.Persona;
import batos.text.NearestName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a codex and complains about everything that is missing, unknown or of the wrong kind.
final class CodexReader {
    private final TomlTree tree;
    private final List<ConfigProblem> complaints = new ArrayList<>();

    private CodexReader(TomlTree tree) {
        this.tree = tree;
    }

    static CodexDocument read(TomlTree tree) throws ConfigFault {
        var reader = new CodexReader(tree);
        var document = reader.document();
        if (!reader.complaints.isEmpty()) {
            throw new ConfigFault(reader.complaints);
        }
        return document;
    }

    private CodexDocument document() {
        only("", tree.root(), List.of("title", "meta_principle", "personas"));
        var personas = new LinkedHashMap<String, Persona>();
        if (tree.at("personas") instanceof Map<?, ?> table) {
            only("personas.", table, SettingsKeys.PERSONAS);
        }
        for (var name : SettingsKeys.PERSONAS) {
            var at = "personas." + name;
            if (tree.at(at) instanceof Map<?, ?> table) {
                only(at + ".", table, CodexKey.PERSONA_KEYS);
                personas.put(name, persona(name, at + "."));
            } else {
                complain("personas", "the persona " + name + " is missing: expected [" + at + "]");
            }
        }
        return new CodexDocument(text("title"), text("meta_principle"), personas);
    }

    private Persona persona(String name, String at) {
        return new Persona(
                name,
                text(at + "role"),
                text(at + "archetype"),
                items(at + "mandates"),
                text(at + "voice"),
                items(at + "principles"),
                items(at + "limits"));
    }

    private void only(String prefix, Map<?, ?> table, List<String> allowed) {
        table.keySet()
                .forEach(key -> {
                    if (!Collections.unmodifiableSet(new LinkedHashSet<>(allowed)).contains(key)) {
                        complain(
                                prefix + key,
                                "there is no key "
                                        + prefix
                                        + key
                                        + " in a codex"
                                        + NearestName.hint(String.valueOf(key), allowed));
                    }
                });
    }

    private String text(String address) {
        var value = tree.at(address);
        if (value instanceof String text) {
            CodexText.objection(text, true)
                    .ifPresent(why -> complain(address, address + " " + why));
            return text;
        }
        complain(address, address + wrong(value) + ", expected a text");
        return "";
    }

    private List<String> items(String address) {
        var value = tree.at(address);
        var items = new ArrayList<String>();
        if (value instanceof List<?> list && !list.isEmpty()) {
            if (list.size() > CodexKey.MOST_ITEMS) {
                complain(
                        address,
                        address
                                + " has "
                                + list.size()
                                + " items, expected at most "
                                + CodexKey.MOST_ITEMS);
            }
            for (int i = 0; i < list.size(); i++) {
                var at = address + "[" + i + "]";
                if (list.get(i) instanceof String text) {
                    CodexText.objection(text, false).ifPresent(why -> complain(at, at + " " + why));
                    items.add(text);
                } else {
                    complain(at, at + wrong(list.get(i)) + ", expected a text");
                }
            }
        } else {
            complain(address, address + wrong(value) + ", expected a list of texts, at least one");
        }
        return items;
    }

    private static String wrong(@Nullable Object value) {
        return switch (value) {
            case null -> " is missing";
            case Map<?, ?> table -> " is a table";
            case List<?> list -> list.isEmpty() ? " is empty" : " is a list";
            case String text -> " is a text";
            default -> " is " + value;
        };
    }

    private void complain(String address, String what) {
        complaints.add(tree.complaint(address, what));
    }
}
