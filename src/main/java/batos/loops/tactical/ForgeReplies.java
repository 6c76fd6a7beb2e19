package batos.loops.tactical;

import batos.image.Author;
import batos.json.Json;
import batos.persona.StructuredRequest.Reading;
import batos.toolbox.Example;
import batos.toolbox.Gate;
import batos.toolbox.Property;
import batos.toolbox.ToolDraft;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;

/// The JSON documents that the forge asks minds for, and their readers: forgiving where the meaning
/// is clear (a fence around the document, arguments given as a list), strict elsewhere.
final class ForgeReplies {
    private static final String TEST =
            """
            {"type":"object","properties":{
              "arguments":{"type":"object"},
              "expect":{"description":"the exact JSON result; leave it out when an exception is expected"},
              "raises":{"type":"string","description":"the name of the exception that is expected"}},
             "required":["arguments"]}\
            """;

    static final String CODE_SCHEMA =
            """
            {"type":"object","properties":{
              "name":{"type":"string","pattern":"^[a-z][a-z0-9_]*$"},
              "description":{"type":"string"},
              "parameters":{"type":"object","description":"a JSON schema of type object"},
              "source":{"type":"string","description":"Python 3 that defines the function of that name"},
              "tests":{"type":"array","items":%1$s,"minItems":2},
              "properties":{"type":"array","items":{"enum":["deterministic","idempotent","involution"]}},
              "use_when":{"type":"string"},
              "avoid_when":{"type":"string"},
              "tags":{"type":"array","items":{"type":"string"}},
              "changes":{"type":"array","items":{"type":"object","properties":{
                 "arguments":{"type":"object"},"why":{"type":"string"}},"required":["arguments","why"]}}},
             "required":["name","description","parameters","source","tests","use_when"]}\
            """
                    .formatted(TEST);

    static final String METHOD_SCHEMA =
            """
            {"type":"object","properties":{
              "source":{"type":"string","description":"the method: its pattern, and its statements in brackets"}},
             "required":["source"]}\
            """;

    static final String TESTS_SCHEMA =
            """
            {"type":"object","properties":{"tests":{"type":"array","items":%s}},"required":["tests"]}\
            """
                    .formatted(TEST);

    private ForgeReplies() {}

    /// @param changed expectations of the version before that this one changes on purpose
    record Written(ToolDraft draft, List<Gate.Changed> changed) {}

    /// The fault that makes a reply unusable, in words for its author; it does not leave this
    /// class.
    private static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String message) {
            super(message);
        }
    }

    @FunctionalInterface
    private interface Parser<T> {
        T parse() throws Unusable;
    }

    private static <T> Reading<T> reading(Parser<T> parser) {
        try {
            return new Reading.Fits<>(parser.parse());
        } catch (Unusable e) {
            return new Reading.Misfit<>(String.valueOf(e.getMessage()));
        }
    }

    static Reading<Written> code(String reply, Author author) {
        return reading(() -> written(reply, author));
    }

    static Reading<List<Example>> tests(String reply, Author author) {
        return reading(() ->
                examples(read(reply).path("tests"), author).stream()
                        .map(Example::asHidden)
                        .toList());
    }

    static Reading<String> method(String reply) {
        return reading(() -> text(read(reply), "source").strip());
    }

    private static Written written(String reply, Author author) throws Unusable {
        var node = read(reply);
        var name = text(node, "name");
        var draft =
                new ToolDraft(
                        name,
                        text(node, "description"),
                        parameters(node),
                        text(node, "source"),
                        examples(node.path("tests"), author),
                        "",
                        List.of(),
                        properties(node.path("properties")),
                        node.path("use_when").asText(""),
                        node.path("avoid_when").asText(""),
                        Json.texts(node.path("tags")));
        var changed = new ArrayList<Gate.Changed>();
        for (var change : node.path("changes")) {
            if (change.path("arguments").isObject()) {
                changed.add(
                        new Gate.Changed(
                                change.get("arguments").toString(), change.path("why").asText("")));
            }
        }
        return new Written(draft, changed);
    }

    private static JsonNode read(String reply) throws Unusable {
        int start = reply.indexOf('{');
        int end = reply.lastIndexOf('}');
        if (start < 0 || end < start) {
            throw new Unusable("the reply holds no JSON document");
        }
        try {
            return Json.read(reply.substring(start, end + 1));
        } catch (JsonProcessingException e) {
            throw new Unusable("the reply is no JSON document: " + e.getOriginalMessage());
        }
    }

    private static String text(JsonNode node, String key) throws Unusable {
        var value = node.path(key);
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw new Unusable("the document has no '" + key + "'");
        }
        return value.textValue();
    }

    private static String parameters(JsonNode node) throws Unusable {
        var value = node.path("parameters");
        if (value.isObject()) {
            return value.toString();
        }
        if (value.isTextual()) {
            return read(value.textValue()).toString();
        }
        throw new Unusable("the document has no 'parameters'");
    }

    private static List<Example> examples(JsonNode tests, Author author) throws Unusable {
        var examples = new ArrayList<Example>();
        for (var test : tests) {
            var arguments = test.path("arguments");
            if (!arguments.isObject()) {
                throw new Unusable("a test without an object of arguments: " + test);
            }
            if (test.path("raises").isTextual() && !test.path("raises").textValue().isBlank()) {
                examples.add(
                        Example.raising(
                                arguments.toString(), test.get("raises").textValue(), author));
            } else if (test.has("expect")) {
                examples.add(
                        Example.of(arguments.toString(), test.get("expect").toString(), author));
            } else {
                throw new Unusable("a test that expects nothing: " + test);
            }
        }
        return examples;
    }

    private static EnumSet<Property> properties(JsonNode words) {
        var properties = EnumSet.noneOf(Property.class);
        for (var word : words) {
            Optional<Property> property = Property.of(word.asText());
            property.ifPresent(properties::add);
        }
        return properties;
    }
}
