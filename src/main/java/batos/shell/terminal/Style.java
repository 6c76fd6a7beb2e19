package batos.shell.terminal;

import batos.mind.PersonaId;

/// The kinds of the shell's text, with a colour in each [ColourTheme]: each persona has one of its
/// own.
public enum Style {
    PLAIN("", ""),
    BRICK("33", "38;5;130"),
    ROBIN("94", "34"),
    ALFRED("36", "38;5;30"),
    BABS("35", "35"),
    GOOD("32", "38;5;28"),
    BAD("31", "31"),
    STRONG("1", "1"),
    FAINT("2", "38;5;242");

    private final String dark;
    private final String light;

    /// @param dark parameters of the terminal's SGR sequence on a dark background
    /// @param light the same on a light one
    Style(String dark, String light) {
        this.dark = dark;
        this.light = light;
    }

    public static Style of(String persona) {
        return PersonaId.named(persona)
                .map(id ->
                        switch (id) {
                            case BRICK -> BRICK;
                            case ROBIN -> ROBIN;
                            case ALFRED -> ALFRED;
                            case BABS -> BABS;
                        })
                .orElse(PLAIN);
    }

    /// @param clean text without controls
    String on(ColourTheme theme, String clean) {
        var colour =
                switch (theme) {
                    case DARK -> dark;
                    case LIGHT -> light;
                    case NONE -> "";
                };
        return colour.isEmpty() || clean.isEmpty()
                ? clean
                : "\033[" + colour + "m" + clean + "\033[0m";
    }
}
