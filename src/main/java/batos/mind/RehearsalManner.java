package batos.mind;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The manner that a trained rehearsal model has: words before and after what a persona says.
/// Documents are left as they are.
///
/// @param persona whose it is
public record RehearsalManner(PersonaId persona, String before, String after) {
    /// Finds the manner of a model by its tag; a tag without one speaks by the script.
    public interface Source extends Function<String, Optional<RehearsalManner>> {
        Source NONE = tag -> Optional.empty();
    }

    /// Reads the parsed TOML document that the rehearsal trainer writes.
    ///
    /// @throws RehearsalFault with the path of the first value that is wrong
    public static RehearsalManner of(String source, Map<String, Object> document) {
        var top = new RehearsalTable(source, "", document);
        top.allow("manner");
        var tables = top.tables("manner");
        if (tables.size() != 1) {
            throw new RehearsalFault(
                    source, "manner", "one manner is expected, found: " + tables.size());
        }
        var table = tables.getFirst();
        table.allow("persona", "before", "after");
        return new RehearsalManner(
                table.text("persona")
                        .flatMap(PersonaId::named)
                        .orElseThrow(() ->
                                new RehearsalFault(source, "manner[1].persona", "names nobody")),
                table.text("before").orElse(""),
                table.text("after").orElse(""));
    }

    String said(Prompt prompt, String text) {
        var document = prompt.schema().isPresent() || text.isEmpty();
        return document || prompt.persona() != persona ? text : before + text + after;
    }
}
