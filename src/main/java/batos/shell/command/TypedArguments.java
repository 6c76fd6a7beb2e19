package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// A tool's arguments as they are typed: one JSON object, or `key=value` words, where a value that
/// is no JSON is a text.
final class TypedArguments {
    private TypedArguments() {}

    /// @param line the whole line as typed: at the prompt, words have lost the quotes of JSON
    static String of(List<String> words, String line) {
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
        for (var word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "'%s' is neither a JSON object nor key=value. Next: /tools show NAME"
                                .formatted(word));
            }
            var text = word.substring(equals + 1);
            try {
                object.set(word.substring(0, equals), Json.read(text));
            } catch (JsonProcessingException e) {
                object.put(word.substring(0, equals), text);
            }
        }
        return object.toString();
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
