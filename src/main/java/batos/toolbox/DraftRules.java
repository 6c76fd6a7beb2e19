package batos.toolbox;

import batos.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The reasons to refuse a draft before any of it runs: its shape, what its source imports and
/// calls, and where its schema departs from its function.
record DraftRules(StaticRules rules) {
    private static final int MOST_EXAMPLES = 200;

    /// @return the faults seen before anything runs, one reason each
    List<String> shape(ToolDraft draft) {
        var reasons = new ArrayList<String>();
        if (!Gate.NAME.matcher(draft.name()).matches()) {
            reasons.add(
                    "the name '%s' is no Python name of at most 64 characters"
                            .formatted(draft.name()));
        }
        if (draft.description().isBlank()) {
            reasons.add("there is no description");
        }
        int bytes = draft.source().getBytes(StandardCharsets.UTF_8).length;
        if (bytes > rules.bytes()) {
            reasons.add("the source has %d bytes, at most %d".formatted(bytes, rules.bytes()));
        }
        var schema = Json.tryRead(draft.parameters());
        if (schema.isEmpty() || !schema.get().path("type").asText().equals("object")) {
            reasons.add("parameters must be a JSON schema of type object");
        }
        if (draft.examples().isEmpty() && draft.script().isBlank() && draft.doctests().isEmpty()) {
            reasons.add("there are no tests");
        }
        if (draft.examples().size() > MOST_EXAMPLES) {
            reasons.add("%d tests, at most %d".formatted(draft.examples().size(), MOST_EXAMPLES));
        }
        for (var example : draft.examples()) {
            ArgumentSchema.misfit(draft.parameters(), example.arguments())
                    .ifPresent(why ->
                            reasons.add(
                                    "the test "
                                            + Gate.shown(example)
                                            + " does not fit the parameters: "
                                            + why));
        }
        return reasons;
    }

    /// @return the faults seen in the source, one reason each, with its line
    List<String> misread(ToolDraft draft, SourceReading reading, Gate.Rigour rigour) {
        var reasons = new ArrayList<String>();
        for (var place : reading.imports()) {
            if (!allows(place.word(), rigour)) {
                reasons.add(
                        "line %d: '%s'%s may not be imported; tools use Python's own library without files, network and processes"
                                .formatted(
                                        place.line(),
                                        place.word(),
                                        place.path().equals(place.word())
                                                ? ""
                                                : ", reached as " + place.path() + ","));
            }
        }
        for (var place : reading.forbidden()) {
            // Where people bring functions that read files beside others, the crucible says no.
            if (rigour == Gate.Rigour.FORGE || !place.word().equals("open()")) {
                reasons.add("line %d: %s is not for tools".formatted(place.line(), place.word()));
            }
        }
        var function = reading.function(draft.name());
        if (function.isEmpty()) {
            reasons.add(
                    "the source defines no function '%s'; it defines: %s"
                            .formatted(
                                    draft.name(),
                                    String.join(
                                            ", ",
                                            reading.functions().stream()
                                                    .map(SourceReading.Function::name)
                                                    .toList())));
        } else if (rigour == Gate.Rigour.FORGE && function.get().async()) {
            reasons.add("'%s' is async; a tool is a plain function".formatted(draft.name()));
        } else {
            reasons.addAll(unlike(draft, function.get()));
        }
        return reasons;
    }

    /// Files that people bring may also import the modules of the usual rules.
    private boolean allows(String module, Gate.Rigour rigour) {
        return rules.allows(module)
                || (rigour != Gate.Rigour.FORGE
                        && (StaticRules.USUAL.allows(module)
                                || StaticRules.BROUGHT.allows(module)));
    }

    /// The differences between the schema and the function's signature.
    private static List<String> unlike(ToolDraft draft, SourceReading.Function function) {
        var reasons = new ArrayList<String>();
        var names =
                Json.tryRead(draft.parameters())
                        .map(node -> Json.names(node.path("properties")))
                        .orElse(List.of());
        for (var name : function.required()) {
            if (!names.contains(name)) {
                reasons.add("parameter '%s' of the function is not in the schema".formatted(name));
            }
        }
        for (var name : names) {
            if (!function.names().contains(name) && !function.open()) {
                reasons.add("'%s' of the schema is no parameter of the function".formatted(name));
            }
        }
        return reasons;
    }
}
