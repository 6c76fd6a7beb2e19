package batos.mind;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One of the four, in the order in which a turn hears them: evidence, thesis, antithesis,
/// synthesis. The name is the one spelling in the image, the codex and the settings.
public enum PersonaId {
    BABS,
    BRICK,
    ROBIN,
    ALFRED;

    public static List<String> names() {
        return Arrays.stream(values()).map(PersonaId::name).toList();
    }

    /// @param typed in any letter case
    public static Optional<PersonaId> named(String typed) {
        var upper = typed.toUpperCase(Locale.ROOT);
        return Arrays.stream(values()).filter(id -> id.name().equals(upper)).findFirst();
    }
}
