package batos.toolbox;

import batos.image.Author;
import batos.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A tool as one readable file: a Python file whose head, in comments, is a JSON document with all
/// but the source, then the source, then its tests as any Python can run them. Format 1; reading it
/// back takes the head and the source, and never the word of the tests' part.
public final class ToolFile {
    private static final String FIRST =
            "# A tool of batos, format 1. Next: batos tools import FILE";
    private static final String HEAD = "#: ";
    private static final String SOURCE = "# --- source";
    private static final String TESTS =
            "# --- tests, for other people's Python; batos reads those of the head";

    private ToolFile() {}

    public static String write(Tool tool, List<String> evidence) {
        var head = head(tool, evidence).toPrettyString();
        var text = new StringBuilder(FIRST).append('\n');
        head.lines().forEach(line -> text.append(HEAD).append(line).append('\n'));
        text.append(SOURCE).append('\n').append(tool.source().stripTrailing()).append("\n\n\n");
        text.append(TESTS).append('\n').append("def test_").append(tool.name()).append("():\n");
        var assertions =
                tool.draft().examples().stream()
                        .flatMap(example ->
                                example.expect().stream()
                                        .map(want ->
                                                assertion(tool.name(), example.arguments(), want)))
                        .collect(Collectors.joining());
        return text.append(assertions.isEmpty() ? "    pass\n" : assertions).toString();
    }

    private static String assertion(String name, String arguments, String want) {
        var given =
                Json.tryRead(arguments)
                        .map(node ->
                                node.properties().stream()
                                        .map(entry ->
                                                entry.getKey() + "=" + python(entry.getValue()))
                                        .collect(Collectors.joining(", ")))
                        .orElse("");
        return "    assert %s(%s) == %s\n"
                .formatted(name, given, Json.tryRead(want).map(ToolFile::python).orElse("None"));
    }

    private static String python(JsonNode value) {
        if (value.isBoolean()) {
            return value.booleanValue() ? "True" : "False";
        }
        if (value.isNull()) {
            return "None";
        }
        if (value.isArray()) {
            var items = new ArrayList<String>();
            value.forEach(item -> items.add(python(item)));
            return "[" + String.join(", ", items) + "]";
        }
        if (value.isObject()) {
            return value.properties().stream()
                    .map(entry -> Json.text(entry.getKey()) + ": " + python(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return Json.ascii(value);
    }

    private static ObjectNode head(Tool tool, List<String> evidence) {
        var draft = tool.draft();
        var head = Json.object().put("name", tool.name()).put("version", tool.version());
        head.put("description", draft.description());
        Json.tryRead(draft.parameters()).ifPresent(node -> head.set("parameters", node));
        head.put("useWhen", draft.useWhen()).put("avoidWhen", draft.avoidWhen());
        draft.tags().forEach(head.putArray("tags")::add);
        head.set(
                "properties",
                words(draft.properties().stream().sorted().map(Property::word).toList()));
        var examples = head.putArray("tests");
        draft.examples().forEach(example -> examples.add(node(example)));
        head.put("script", draft.script());
        var doctests = head.putArray("doctests");
        draft.doctests()
                .forEach(each ->
                        doctests.addObject()
                                .put("session", each.session())
                                .put("source", each.source())
                                .put("want", each.want()));
        head.put("origin", tool.origin().name().toLowerCase(java.util.Locale.ROOT));
        head.put("author", tool.author().toString()).put("cause", tool.cause());
        head.set("evidence", words(evidence));
        return head;
    }

    private static ArrayNode words(List<String> words) {
        var array = Json.array();
        words.forEach(array::add);
        return array;
    }

    private static ObjectNode node(Example example) {
        var node = Json.object();
        Json.tryRead(example.arguments()).ifPresent(arguments -> node.set("arguments", arguments));
        example.expect().flatMap(Json::tryRead).ifPresent(want -> node.set("expect", want));
        example.raises().ifPresent(error -> node.put("raises", error));
        return node.put("author", example.author().toString()).put("hidden", example.hidden());
    }

    /// The draft in a file that [#write] made; empty for any other file.
    static Optional<ToolDraft> read(String text) {
        var lines = text.lines().toList();
        int source = lines.indexOf(SOURCE);
        int tests = lines.lastIndexOf(TESTS);
        if (lines.isEmpty() || !lines.getFirst().equals(FIRST) || source < 0) {
            return Optional.empty();
        }
        var head =
                lines.subList(1, source).stream()
                        .filter(line -> line.startsWith(HEAD.strip()))
                        .map(line -> line.substring(Math.min(line.length(), HEAD.length())))
                        .collect(Collectors.joining("\n"));
        var code =
                String.join("\n", lines.subList(source + 1, tests < source ? lines.size() : tests));
        return Json.tryRead(head).map(node -> draft(node, code.strip() + "\n"));
    }

    private static ToolDraft draft(JsonNode head, String source) {
        var examples = new ArrayList<Example>();
        for (var test : head.path("tests")) {
            boolean raises = test.path("raises").isTextual();
            examples.add(
                    new Example(
                            test.path("arguments").toString(),
                            raises || !test.has("expect")
                                    ? Optional.empty()
                                    : Optional.of(test.get("expect").toString()),
                            raises || !test.has("expect")
                                    ? Optional.of(test.path("raises").asText("Exception"))
                                    : Optional.empty(),
                            Author.of(test.path("author").asText(Author.Part.IMPORT.toString())),
                            test.path("hidden").asBoolean()));
        }
        var properties = EnumSet.noneOf(Property.class);
        head.path("properties")
                .forEach(word -> Property.of(word.asText()).ifPresent(properties::add));
        var tags = Json.texts(head.path("tags"));
        var doctests = new ArrayList<ToolDraft.Doctest>();
        for (var each : head.path("doctests")) {
            doctests.add(
                    new ToolDraft.Doctest(
                            each.path("session").asInt(),
                            each.path("source").asText(),
                            each.path("want").asText()));
        }
        return new ToolDraft(
                head.path("name").asText(),
                head.path("description").asText(),
                head.path("parameters").toString(),
                source,
                examples,
                head.path("script").asText(),
                doctests,
                properties,
                head.path("useWhen").asText(),
                head.path("avoidWhen").asText(),
                tags);
    }
}
