package batos.codex;

import batos.config.CodexDocument;
import batos.config.CodexKey;
import batos.config.CodexText;
import batos.config.ConfigFault;
import batos.config.TomlEdit;
import batos.text.NearestName;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads and writes single keys of a codex as text; a list has one item a line.
final class CodexValues {
    private static final String PERSONAS = "personas.";

    private CodexValues() {}

    /// The reason why no proposal can name this target; empty where one can.
    static Optional<String> objection(String target) {
        var names =
                CodexKey.all().stream().filter(CodexKey::amendable).map(CodexKey::name).toList();
        var key = key(target);
        if (key.isEmpty()) {
            return Optional.of(
                    "there is no key "
                            + target
                            + " in the codex"
                            + NearestName.hint(target, names)
                            + ". Next: codex schema");
        }
        return key.get().amendable()
                ? Optional.empty()
                : Optional.of(
                        target
                                + " belongs to the invariant organisation and is not open to"
                                + " proposals. Next: codex schema");
    }

    static Optional<CodexKey> key(String target) {
        return CodexKey.all().stream().filter(key -> key.name().equals(target)).findFirst();
    }

    static String read(CodexDocument document, String target) {
        if (!target.startsWith(PERSONAS)) {
            return target.equals("title") ? document.title() : document.metaPrinciple();
        }
        var parts = target.split("\\.", -1);
        var persona = document.persona(parts[1]);
        return switch (parts[2]) {
            case "role" -> persona.role();
            case "archetype" -> persona.archetype();
            case "mandates" -> String.join("\n", persona.mandates());
            case "voice" -> persona.voice();
            case "principles" -> String.join("\n", persona.principles());
            case "limits" -> String.join("\n", persona.limits());
            default -> throw new IllegalArgumentException("there is no key " + target);
        };
    }

    /// The reason why the text cannot stand at the key; empty where it can.
    static Optional<String> objection(CodexKey key, String text) {
        return switch (key.sort()) {
            case TEXT -> CodexText.objection(text, true);
            case ITEMS -> {
                var items = items(text);
                yield items.size() > CodexKey.MOST_ITEMS
                        ? Optional.of("has more than " + CodexKey.MOST_ITEMS + " items")
                        : items.isEmpty()
                                ? Optional.of("has no items, expected one a line")
                                : items.stream()
                                        .flatMap(item -> CodexText.objection(item, false).stream())
                                        .findFirst();
            }
        };
    }

    /// The codex with another text at one key; nothing else differs.
    ///
    /// @throws ConfigFault when the result is no codex
    static String write(Path file, String codex, CodexKey key, String text) throws ConfigFault {
        Object value =
                switch (key.sort()) {
                    case TEXT -> text;
                    case ITEMS -> items(text);
                };
        var edited = TomlEdit.set(file, codex, key.name(), value);
        CodexDocument.parse(file, edited);
        return edited;
    }

    private static List<String> items(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
