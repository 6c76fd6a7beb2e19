package batos.shell.terminal;

import java.util.Locale;

/// The colours of the shell: each persona has one.
public enum Style {
    PLAIN(""),
    BRICK("\033[33m"),
    ROBIN("\033[31m"),
    ALFRED("\033[36m"),
    BABS("\033[35m"),
    GOOD("\033[32m"),
    BAD("\033[31m"),
    STRONG("\033[1m"),
    FAINT("\033[2m");

    private final String start;

    Style(String start) {
        this.start = start;
    }

    public static Style of(String persona) {
        return switch (persona.toUpperCase(Locale.ROOT)) {
            case "BRICK" -> BRICK;
            case "ROBIN" -> ROBIN;
            case "ALFRED" -> ALFRED;
            case "BABS" -> BABS;
            default -> PLAIN;
        };
    }

    /// @param clean text without controls
    String on(String clean) {
        return start.isEmpty() || clean.isEmpty() ? clean : start + clean + "\033[0m";
    }
}
