package batos.shell.command;

import batos.toolbox.Tool;
import batos.toolbox.ToolDraft;
import batos.toolbox.Toolbox;
import java.util.Optional;
import java.util.stream.IntStream;

/// Functions that are named alike. One that comes from another file, with another docstring or
/// other parameters, is no version of the tool of its name, but a tool of its own.
///
/// @param cause where it comes from, in the words of [Tool#cause]
record Namesakes(Toolbox toolbox, ToolDraft draft, String cause) {
    /// Its own name, or that with the first number at which no other function stands.
    String name() {
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> number == 1 ? draft.name() : draft.name() + "_" + number)
                .filter(name -> toolbox.now().any(name).map(this::isVersionOf).orElse(true))
                .findFirst()
                .orElseThrow();
    }

    /// Who has its name, where that is another function.
    Optional<Tool> other() {
        return toolbox.now().any(draft.name()).filter(tool -> !isVersionOf(tool));
    }

    private boolean isVersionOf(Tool tool) {
        return tool.origin() != Tool.Origin.IMPORTED
                || toolbox.history(tool.name()).stream()
                        .anyMatch(version -> version.cause().equals(cause))
                || (told(draft)
                        && draft.description().equals(tool.description())
                        && draft.parameters().equals(tool.parameters()));
    }

    /// Whether its description is a docstring's, and not made of its name.
    private static boolean told(ToolDraft draft) {
        return !draft.description().startsWith(draft.name() + "(");
    }
}
