package batos.config;

import java.util.ArrayList;
import java.util.List;

/// A key of codex.toml.
///
/// @param name dotted, for example `personas.ROBIN.voice`
/// @param amendable whether a proposal may name it; the others belong to the meta-principle, which
///   only the Architect's own hand can change in the file, and ratify
public record CodexKey(String name, Sort sort, boolean amendable, String what) {
    /// Whether the value is one text or a list of one-line items.
    public enum Sort {
        TEXT,
        ITEMS
    }

    /// The longest text, and the longest item, in characters.
    public static final int LONGEST = 4_000;

    /// The most items of a list.
    public static final int MOST_ITEMS = 40;

    static final List<String> PERSONA_KEYS =
            List.of("role", "archetype", "mandates", "voice", "principles", "limits");

    /// Every key, in the order of the file.
    public static List<CodexKey> all() {
        var keys = new ArrayList<CodexKey>();
        keys.add(new CodexKey("title", Sort.TEXT, false, "the name of this codex"));
        keys.add(
                new CodexKey("meta_principle", Sort.TEXT, false, "what makes the four one entity"));
        for (var persona : SettingsKeys.PERSONAS) {
            var at = "personas." + persona + ".";
            keys.add(new CodexKey(at + "role", Sort.TEXT, true, "what it is in a turn"));
            keys.add(new CodexKey(at + "archetype", Sort.TEXT, true, "the figure behind it"));
            keys.add(new CodexKey(at + "mandates", Sort.ITEMS, true, "what it must do"));
            keys.add(new CodexKey(at + "voice", Sort.TEXT, true, "how it speaks"));
            keys.add(new CodexKey(at + "principles", Sort.ITEMS, true, "what it holds to be true"));
            keys.add(new CodexKey(at + "limits", Sort.ITEMS, true, "what it never does"));
        }
        return List.copyOf(keys);
    }
}
