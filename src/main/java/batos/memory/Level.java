package batos.memory;

import java.util.Locale;

/// The level of a memory in the hierarchy, the widest first.
public enum Level {
    /// A cluster of episodes, with a label; for browsing, for the climb and for goals.
    THEME('h'),
    /// A session, or a turn of the council with its outcome.
    EPISODE('s'),
    /// One speaker's words: the immutable truth.
    TURN('t'),
    /// A statement extracted from turns, which it cites.
    FACT('f');

    private final char letter;

    Level(char letter) {
        this.letter = letter;
    }

    /// The first letter of its identifiers.
    char letter() {
        return letter;
    }

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
