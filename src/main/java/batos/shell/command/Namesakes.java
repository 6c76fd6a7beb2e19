package batos.shell.command;

import batos.toolbox.Tool;
import batos.toolbox.ToolDraft;
import batos.toolbox.Toolbox;
import java.util.Optional;
import java.util.stream.IntStream;

/// Functions that are named alike. One that comes from another file is no version of the tool of
/// its name, but a tool of its own; the same text once more, from wherever, is that tool.
///
/// @param cause which file it comes from, in the words of [Tool#cause]
record Namesakes(Toolbox toolbox, ToolDraft draft, String cause) {
    /// Its own name, or that with the first number at which no other function stands.
    String name() {
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> number == 1 ? draft.name() : draft.name() + "_" + number)
                .filter(name -> toolbox.now().any(name).map(this::isVersionOf).orElse(true))
                .findFirst()
                .orElseThrow();
    }

    /// The tool that has its name and is another function; else empty.
    Optional<Tool> other() {
        return toolbox.now().any(draft.name()).filter(tool -> !isVersionOf(tool));
    }

    /// The tool that came from this very text, from wherever it was imported. One that was put away
    /// since, or changed, is imported again.
    Optional<Tool> same() {
        return toolbox.now().live().stream()
                .filter(tool -> tool.origin() == Tool.Origin.IMPORTED)
                .filter(tool -> isBareNameOf(tool) && isSame(tool.draft()))
                .findFirst();
    }

    /// `median_2` was imported as `median` beside another.
    private boolean isBareNameOf(Tool tool) {
        return tool.name().equals(draft.name()) || tool.name().matches(draft.name() + "_[0-9]+");
    }

    private boolean isSame(ToolDraft other) {
        return draft.script().equals(other.script())
                && draft.doctests().equals(other.doctests())
                && (other.name().equals(draft.name())
                        ? other.source().equals(draft.source())
                        : other.source().startsWith(draft.source().stripTrailing()));
    }

    /// Likeness alone makes no version: collections are full of functions that are named alike,
    /// take the same parameters and have "Some examples" for a docstring.
    private boolean isVersionOf(Tool tool) {
        return tool.origin() != Tool.Origin.IMPORTED
                || toolbox.history(tool.name()).stream()
                        .anyMatch(version -> version.cause().equals(cause));
    }
}
