package batos.config;

import batos.text.NearestName;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// The codex as it is read: who the four are, and the principle that makes them one.
///
/// @param personas exactly BRICK, ROBIN, ALFRED and BABS, in this order
public record CodexDocument(
        String title, String metaPrinciple, SequencedMap<String, Persona> personas) {

    /// @param role the persona's part in a turn, in a few words
    /// @param archetype the figure behind it
    /// @param mandates its duties; these drive it
    /// @param voice how it speaks
    /// @param principles its beliefs
    /// @param limits acts that it never does
    public record Persona(
            String name,
            String role,
            String archetype,
            List<String> mandates,
            String voice,
            List<String> principles,
            List<String> limits) {
        public Persona {
            mandates = List.copyOf(mandates);
            principles = List.copyOf(principles);
            limits = List.copyOf(limits);
        }
    }

    public CodexDocument {
        personas = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(personas));
    }

    /// @throws ConfigFault with one complaint for each key that is missing, unknown or of the wrong
    ///   kind, and for each persona too few or too many
    public static CodexDocument of(TomlTree tree) throws ConfigFault {
        return CodexReader.read(tree);
    }

    /// @param file the place that complaints name
    /// @throws ConfigFault as [#of(TomlTree)], or when the text is not TOML
    public static CodexDocument parse(Path file, String text) throws ConfigFault {
        return of(TomlTree.parse(file, text));
    }

    /// @param name in any letter case
    public Persona persona(String name) {
        var persona = personas.get(name.toUpperCase(java.util.Locale.ROOT));
        if (persona == null) {
            throw new IllegalArgumentException(
                    "there is no persona "
                            + name
                            + NearestName.hint(name, personas.keySet())
                            + ". They are: "
                            + String.join(", ", personas.keySet()));
        }
        return persona;
    }

    /// The codex of one persona in the words of an instruction to a model.
    public String instruction(String name) {
        var persona = persona(name);
        return """
        You are %s, %s: %s. You are one of four: %s.

        What all four serve: %s

        Your mandates:
        %s
        How you speak: %s

        What you hold to be true:
        %s
        What you never do:
        %s\
        """
                .formatted(
                        persona.name(),
                        persona.archetype(),
                        persona.role(),
                        String.join(", ", personas.keySet()),
                        metaPrinciple.strip(),
                        bullets(persona.mandates()),
                        persona.voice().strip(),
                        bullets(persona.principles()),
                        bullets(persona.limits()))
                .strip();
    }

    private static String bullets(List<String> items) {
        var lines = new StringBuilder();
        items.forEach(item -> lines.append("- ").append(item).append('\n'));
        return lines.toString();
    }
}
