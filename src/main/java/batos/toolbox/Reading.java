package batos.toolbox;

import batos.crucible.Case;
import batos.crucible.Crucible;
import batos.crucible.Trial;
import batos.crucible.Verdict;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a Python source says when it is read and not run: its functions, imports and tests.
///
/// @param source without its tests
/// @param script its tests, without the source
/// @param illustrated where `check(candidate)` decides and docstrings only illustrate
/// @param tested the functions that the tests call
record Reading(
        String source,
        String script,
        List<Function> functions,
        List<Case.Fault> exceptions,
        List<Draft.Doctest> doctests,
        boolean illustrated,
        List<Place> imports,
        List<Place> forbidden,
        List<String> tested) {
    private static final Duration READING = Duration.ofSeconds(60);

    /// @param parameters a JSON schema of type `object`, as text
    record Function(
            String name,
            boolean async,
            List<String> names,
            List<String> required,
            boolean open,
            String parameters,
            String doc,
            int doctests) {}

    /// A word of the source and its line.
    record Place(String word, int line) {}

    /// How reading ended.
    sealed interface Outcome {
        record Read(Reading reading) implements Outcome {}

        /// @param retry false where there is no crucible to read in
        record Unreadable(String why, boolean retry) implements Outcome {}
    }

    static Outcome of(Crucible crucible, Trial.Limits limits, String text) {
        return of(crucible, limits, Json.object().put("text", text));
    }

    /// The same with one of its functions under another name beside its own.
    static Outcome renamed(
            Crucible crucible, Trial.Limits limits, String text, String name, String other) {
        var arguments = Json.object().put("text", text).put("name", name).put("other", other);
        return of(crucible, limits, arguments);
    }

    private static Outcome of(Crucible crucible, Trial.Limits limits, ObjectNode arguments) {
        var verdict =
                crucible.run(new Trial(python(), "read", arguments.toString(), generous(limits)));
        return switch (verdict) {
            case Verdict.Survived(String result, _, _) -> parse(result);
            case Verdict.Unavailable _, Verdict.Interrupted _ ->
                    new Outcome.Unreadable(verdict.words(), false);
            case Verdict.Failed _, Verdict.Killed _, Verdict.Violated _ ->
                    new Outcome.Unreadable("the source cannot be read: " + verdict.words(), true);
        };
    }

    /// Reads a test file of its own; of the answer only the script and what it calls are set.
    ///
    /// @param names the functions of the source under test
    static Outcome tests(Crucible crucible, Trial.Limits limits, String text, List<String> names) {
        var arguments = Json.object().put("text", text);
        names.forEach(arguments.putArray("names")::add);
        var verdict =
                crucible.run(new Trial(python(), "tests", arguments.toString(), generous(limits)));
        return switch (verdict) {
            case Verdict.Survived(String result, _, _) -> parse(result);
            case Verdict.Unavailable _, Verdict.Interrupted _ ->
                    new Outcome.Unreadable(verdict.words(), false);
            case Verdict.Failed _, Verdict.Killed _, Verdict.Violated _ ->
                    new Outcome.Unreadable("the tests cannot be read: " + verdict.words(), true);
        };
    }

    /// Sources that differ from this one in one place.
    static List<Mutant> mutants(Crucible crucible, Trial.Limits limits, String text, int most) {
        var arguments = Json.object().put("text", text).put("most", most).toString();
        var verdict = crucible.run(new Trial(python(), "mutants", arguments, generous(limits)));
        var mutants = new ArrayList<Mutant>();
        if (verdict instanceof Verdict.Survived(String result, _, _)) {
            Json.tryRead(result)
                    .ifPresent(rows ->
                            rows.forEach(row ->
                                    mutants.add(
                                            new Mutant(
                                                    row.path("what").asText(),
                                                    row.path("source").asText()))));
        }
        return mutants;
    }

    record Mutant(String what, String source) {}

    Optional<Function> function(String name) {
        return functions.stream().filter(function -> function.name().equals(name)).findFirst();
    }

    List<Case.Signature> signatures() {
        return functions.stream()
                .map(function -> new Case.Signature(function.name(), function.names()))
                .toList();
    }

    /// It is our code that runs, and a fresh GraalPy takes many seconds for it.
    private static Trial.Limits generous(Trial.Limits limits) {
        var wall = limits.wall().compareTo(READING) > 0 ? limits.wall() : READING;
        return new Trial.Limits(wall, limits.memory(), Math.max(limits.output(), 2 << 20));
    }

    private static Outcome parse(String result) {
        try {
            var node = Json.read(result);
            if (node.has("syntax")) {
                var syntax = node.get("syntax");
                return new Outcome.Unreadable(
                        "line %d: %s"
                                .formatted(
                                        syntax.path("line").asInt(),
                                        syntax.path("message").asText()),
                        true);
            }
            return new Outcome.Read(
                    new Reading(
                            node.path("source").asText(),
                            node.path("script").asText(),
                            functions(node.path("functions")),
                            faults(node.path("exceptions")),
                            doctests(node.path("doctests")),
                            node.path("illustrated").asBoolean(),
                            places(node.path("imports")),
                            places(node.path("forbidden")),
                            texts(node.path("used"))));
        } catch (JsonProcessingException e) {
            return new Outcome.Unreadable("the reader answered no JSON", true);
        }
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
                            row.path("doctests").asInt()));
        }
        return functions;
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

    private static List<Draft.Doctest> doctests(JsonNode rows) {
        var doctests = new ArrayList<Draft.Doctest>();
        rows.forEach(row ->
                doctests.add(
                        new Draft.Doctest(
                                row.path("session").asInt(),
                                row.path("source").asText(),
                                row.path("want").asText())));
        return doctests;
    }

    private static List<Place> places(JsonNode rows) {
        var places = new ArrayList<Place>();
        rows.forEach(row -> places.add(new Place(row.path(0).asText(), row.path(1).asInt())));
        return places;
    }

    private static List<String> texts(JsonNode rows) {
        var texts = new ArrayList<String>();
        rows.forEach(row -> texts.add(row.asText()));
        return texts;
    }

    private static String python() {
        return Stream.of("signature", "styles", "mutator", "reader")
                .map(name -> python(name + ".py"))
                .collect(Collectors.joining("\n\n"));
    }

    private static String python(String name) {
        try (var stream = Reading.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException(
                        "toolbox: " + name + " is not on the class path. Next: ./mvnw package");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
