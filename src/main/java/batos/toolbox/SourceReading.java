package batos.toolbox;

import batos.crucible.Case;
import batos.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The result of reading a Python source without running it: its functions, imports and tests.
///
/// @param source without its tests
/// @param script its tests, without the source
/// @param illustrated where `check(candidate)` decides and docstrings only illustrate
/// @param tested the functions that the tests call
/// @param mutants sources that differ from the one that was read in one place
/// @param hollow lines of the tests that cannot fail, and the reason
record SourceReading(
        String source,
        String script,
        List<Function> functions,
        List<Case.Fault> exceptions,
        List<ToolDraft.Doctest> doctests,
        boolean illustrated,
        List<Place> imports,
        List<Place> forbidden,
        List<String> tested,
        List<Mutant> mutants,
        List<Place> hollow) {
    /// @param probes arguments of direct calls in its tests, JSON objects as text
    /// @param parameters a JSON schema of type `object`, as text
    record Function(
            String name,
            boolean async,
            List<String> names,
            List<String> required,
            boolean open,
            String parameters,
            String doc,
            int doctests,
            List<String> probes) {
        Function {
            probes = List.copyOf(probes);
        }
    }

    /// A word of the source and its line.
    ///
    /// @param path how the source spells it where that is something else, for example `random._os`
    record Place(String word, int line, String path) {}

    /// The outcome of reading.
    sealed interface Outcome {
        record Read(SourceReading reading) implements Outcome {}

        /// @param retry false where there is no crucible to read in
        record Unreadable(String why, boolean retry) implements Outcome {}
    }

    /// A source that differs from the read one in one place.
    ///
    /// @param nothing whether it gives None for a result: the test of existence alone notices that
    record Mutant(String what, String source, boolean nothing) {}

    Optional<Function> function(String name) {
        return functions.stream().filter(function -> function.name().equals(name)).findFirst();
    }

    List<Case.Signature> signatures() {
        return functions.stream()
                .map(function -> new Case.Signature(function.name(), function.names()))
                .toList();
    }

    /// The host's form of the reader's answer about a source.
    static Outcome of(JsonNode node) {
        if (node.has("syntax")) {
            var syntax = node.get("syntax");
            return new Outcome.Unreadable(
                    "line %d: %s"
                            .formatted(
                                    syntax.path("line").asInt(), syntax.path("message").asText()),
                    true);
        }
        return new Outcome.Read(
                new SourceReading(
                        node.path("source").asText(),
                        node.path("script").asText(),
                        functions(node.path("functions")),
                        faults(node.path("exceptions")),
                        doctests(node.path("doctests")),
                        node.path("illustrated").asBoolean(),
                        places(node.path("imports")),
                        places(node.path("forbidden")),
                        Json.texts(node.path("used")),
                        mutants(node.path("mutants")),
                        places(node.path("hollow"))));
    }

    private static List<Function> functions(JsonNode rows) {
        var functions = new ArrayList<Function>();
        for (var row : rows) {
            var names = new ArrayList<String>();
            var required = new ArrayList<String>();
            boolean open = false;
            for (var parameter : row.path("parameters")) {
                var name = parameter.path("name").asText();
                names.add(name);
                if (parameter.path("required").asBoolean()) {
                    required.add(name);
                }
                open |= parameter.path("kind").asText().equals("more");
            }
            functions.add(
                    new Function(
                            row.path("name").asText(),
                            row.path("async").asBoolean(),
                            List.copyOf(names),
                            List.copyOf(required),
                            open,
                            schema(row.path("parameters"), required).toString(),
                            row.path("doc").asText(),
                            row.path("doctests").asInt(),
                            probes(row.path("probes"))));
        }
        return functions;
    }

    private static List<String> probes(JsonNode rows) {
        var probes = new ArrayList<String>();
        rows.forEach(row -> probes.add(row.toString()));
        return probes;
    }

    private static ObjectNode schema(JsonNode parameters, List<String> required) {
        var schema = Json.object().put("type", "object");
        var properties = schema.putObject("properties");
        parameters.forEach(parameter ->
                properties.set(parameter.path("name").asText(), parameter.path("schema")));
        var array = schema.putArray("required");
        required.forEach(array::add);
        return schema.put("additionalProperties", false);
    }

    private static List<Case.Fault> faults(JsonNode rows) {
        var faults = new ArrayList<Case.Fault>();
        rows.forEach(row -> faults.add(new Case.Fault(row.path(0).asText(), row.path(1).asText())));
        return faults;
    }

    private static List<ToolDraft.Doctest> doctests(JsonNode rows) {
        var doctests = new ArrayList<ToolDraft.Doctest>();
        rows.forEach(row ->
                doctests.add(
                        new ToolDraft.Doctest(
                                row.path("session").asInt(),
                                row.path("source").asText(),
                                row.path("want").asText())));
        return doctests;
    }

    private static List<Place> places(JsonNode rows) {
        var places = new ArrayList<Place>();
        rows.forEach(row ->
                places.add(
                        new Place(
                                row.path(0).asText(),
                                row.path(1).asInt(),
                                row.path(2).asText(row.path(0).asText()))));
        return places;
    }

    private static List<Mutant> mutants(JsonNode rows) {
        var mutants = new ArrayList<Mutant>();
        rows.forEach(row ->
                mutants.add(
                        new Mutant(
                                row.path("what").asText(),
                                row.path("source").asText(),
                                row.path("nothing").asBoolean())));
        return mutants;
    }
}
