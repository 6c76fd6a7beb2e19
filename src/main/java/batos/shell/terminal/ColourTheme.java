package batos.shell.terminal;

import java.util.Locale;

/// The colours of the shell: for a dark or a light background, or none. Errors have red for
/// themselves in each of them.
public enum ColourTheme {
    DARK,
    LIGHT,
    NONE;

    /// As settings.toml writes it.
    public static ColourTheme of(String name) {
        return switch (name) {
            case "light" -> LIGHT;
            case "none" -> NONE;
            default -> DARK;
        };
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
