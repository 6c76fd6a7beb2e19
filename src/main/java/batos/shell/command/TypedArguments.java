package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;

/// A tool's arguments as they are typed: one JSON object, or `key=value` words, where a value that
/// is no JSON is a text; one that begins like an object or an array only for a parameter of texts.
final class TypedArguments {
    private static final Pattern NUMBER =
            Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?");

    private TypedArguments() {}

    /// @param line the whole line as typed: at the prompt, words have lost the quotes of JSON
    /// @param schema of the tool's parameters; empty where nothing is known
    static String of(List<String> words, String line, String schema) {
        var whole = String.join(" ", words).strip();
        if (whole.isEmpty()) {
            return "{}";
        }
        if (whole.startsWith("{")) {
            int start = line.indexOf('{');
            int end = line.lastIndexOf('}');
            return start >= 0 && end > start ? line.substring(start, end + 1) : whole;
        }
        var object = Json.object();
        var parameters =
                Json.tryRead(schema).map(node -> node.path("properties")).orElseGet(Json::object);
        for (var word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "'%s' is neither a JSON object nor key=value. Next: /tools show NAME"
                                .formatted(word));
            }
            var name = word.substring(0, equals);
            if (object.has(name)) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "the argument '%s' is given twice. Next: /tools show NAME".formatted(name));
            }
            object.set(name, value(name, word.substring(equals + 1), parameters.path(name)));
        }
        return object.toString();
    }

    private static JsonNode value(String name, String text, JsonNode parameter) {
        try {
            var read = Json.read(text);
            return read.isMissingNode() ? Json.text(text) : read;
        } catch (JsonProcessingException e) {
            if (isMeantAsJson(text) && !takesText(parameter)) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "the argument '%s' is no JSON: %s. Next: put the value in single quotes, or /tools show NAME"
                                .formatted(name, firstLine(Json.objection(e))),
                        e);
            }
            return Json.text(text);
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("it cannot be read");
    }

    /// A document, or a number.
    private static boolean isMeantAsJson(String text) {
        return text.startsWith("{") || text.startsWith("[") || NUMBER.matcher(text).matches();
    }

    private static boolean takesText(JsonNode parameter) {
        var type = parameter.path("type");
        return type.asText().equals("string")
                || Json.texts(type).contains("string")
                || parameter.path("anyOf").valueStream().anyMatch(TypedArguments::takesText);
    }

    /// A JSON document as a tree, for a document of which it is a part.
    static JsonNode tree(String json) {
        try {
            return Json.read(json);
        } catch (JsonProcessingException e) {
            return Json.text(json);
        }
    }
}
