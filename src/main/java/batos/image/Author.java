package batos.image;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// The author of an act on the image, or of an object in it. The text of an author ([#toString]) is
/// the form in which the image, the journal, the ledger and tool files keep it, and [#of] reads
/// every such text, also one of another version.
@SuppressWarnings("ClassInitializationDeadlock") // the record needs nothing of this interface
public sealed interface Author {
    /// The one person, at the terminal or through a program of the same user.
    Author ARCHITECT = new Architect("");

    /// @param terminal the attached prompt, for example `pts/3`; empty where there is only one
    record Architect(String terminal) implements Author {
        private static final String WORD = "architect";
        private static final String AT = WORD + " at ";

        @Override
        public String toString() {
            return terminal.isEmpty() ? WORD : AT + terminal;
        }
    }

    /// One of the four.
    ///
    /// @param name in the spelling of its place: capitals in tools and proposals, small letters in
    ///   the journal
    record Persona(String name) implements Author {
        private static final List<String> NAMES = List.of("BABS", "BRICK", "ROBIN", "ALFRED");

        static boolean isNamed(String text) {
            return NAMES.contains(text.toUpperCase(Locale.ROOT));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /// A part of the system that acts by itself.
    enum Part implements Author {
        /// Opening, recovery and repair.
        SYSTEM,
        /// A turn of all four.
        COUNCIL,
        /// The tactical loop.
        FORGE,
        /// Goals followed in idle time.
        MOTIVE,
        /// A settings or codex file edited outside batos.
        FILE,
        /// Doctests and asserts of an imported source file.
        IMPORT,
        /// The gate, which computes expected values by itself.
        HOST;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// An author whom this version does not know.
    record Other(String name) implements Author {
        @Override
        public String toString() {
            return name;
        }
    }

    /// The author whose text this is: `Author.of(text).toString()` is `text` again.
    static Author of(String text) {
        if (text.equals(Architect.WORD)) {
            return ARCHITECT;
        }
        if (text.startsWith(Architect.AT) && text.length() > Architect.AT.length()) {
            return new Architect(text.substring(Architect.AT.length()));
        }
        if (Persona.isNamed(text)) {
            return new Persona(text);
        }
        return Arrays.stream(Part.values())
                .filter(part -> part.toString().equals(text))
                .<Author>map(part -> part)
                .findFirst()
                .orElseGet(() -> new Other(text));
    }

    default boolean isArchitect() {
        return this instanceof Architect;
    }
}
