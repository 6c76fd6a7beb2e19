package batos.council;

import batos.image.Author;
import batos.mind.PersonaId;
import batos.toolbox.CapabilityGap.MissingTool;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// BRICK's request for a tool in a turn: by a line of the thesis, or by calling one that is not
/// there.
final class ToolRequest {
    private static final Author ASKER = new Author.Persona(PersonaId.BRICK.name());
    private static final Pattern LINE =
            Pattern.compile(
                    "TOOL_REQUIRED:\\s*(?:([a-z][a-z0-9_]*)\\s*(?:[—–:-]+)\\s*)?(.+)",
                    Pattern.DOTALL);

    private ToolRequest() {}

    /// Reads `TOOL_REQUIRED: name - specification` out of a thesis.
    static Optional<MissingTool> in(String thesis) {
        var matcher = LINE.matcher(thesis);
        return matcher.find()
                ? Optional.of(
                        new MissingTool(
                                Optional.ofNullable(matcher.group(1)),
                                matcher.group(2).strip(),
                                List.of(),
                                ASKER))
                : Optional.empty();
    }

    /// From the call of a tool that does not exist.
    static MissingTool by(String tool, String arguments, String question) {
        return new MissingTool(
                Optional.of(tool), "Needed to answer: " + question, List.of(arguments), ASKER);
    }
}
