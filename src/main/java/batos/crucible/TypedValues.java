package batos.crucible;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/// Reads the typed values that pass between judge and witness: plain JSON for what JSON has, and
/// `{"~": kind, "v": …}` for the rest, as `rich` in harness.py writes them.
final class TypedValues {
    private TypedValues() {}

    /// A call as JSON, when its arguments and its result are JSON and nothing else.
    static Optional<CaseResult.Call> call(Case.Signature function, JsonNode call, JsonNode value) {
        var arguments = JsonBoundary.STRICT.createObjectNode();
        var given = call.path("args");
        if (given.size() > function.parameters().size()) {
            return Optional.empty();
        }
        for (int i = 0; i < given.size(); i++) {
            var plain = plain(given.get(i));
            if (plain.isEmpty()) {
                return Optional.empty();
            }
            arguments.set(function.parameters().get(i), plain.get());
        }
        for (var entry : call.path("kwargs").properties()) {
            var plain = plain(entry.getValue());
            if (plain.isEmpty()) {
                return Optional.empty();
            }
            arguments.set(entry.getKey(), plain.get());
        }
        return plain(value)
                .map(result ->
                        new CaseResult.Call(
                                function.name(), arguments.toString(), result.toString()));
    }

    private static Optional<JsonNode> plain(JsonNode coded) {
        if (coded.isArray()) {
            var items = JsonBoundary.STRICT.createArrayNode();
            for (var item : coded) {
                var plain = plain(item);
                if (plain.isEmpty()) {
                    return Optional.empty();
                }
                items.add(plain.get());
            }
            return Optional.of(items);
        }
        return coded.isObject()
                ? tagged(coded.path("~").asText(), coded.path("v"))
                : Optional.of(coded);
    }

    private static Optional<JsonNode> tagged(String kind, JsonNode value) {
        return switch (kind) {
            case "str" -> {
                var text = new StringBuilder();
                value.forEach(code -> text.appendCodePoint(code.asInt()));
                var node = JsonBoundary.STRICT.getNodeFactory().textNode(text.toString());
                yield JsonBoundary.malformed(node.toString()).isEmpty()
                        ? Optional.of(node)
                        : Optional.empty();
            }
            case "float" -> {
                double number = Double.parseDouble(python(value.asText()));
                yield Double.isFinite(number)
                        ? Optional.of(JsonBoundary.STRICT.getNodeFactory().numberNode(number))
                        : Optional.empty();
            }
            case "dict" -> {
                var object = JsonBoundary.STRICT.createObjectNode();
                for (var pair : value) {
                    var key = plain(pair.path(0));
                    var item = plain(pair.path(1));
                    if (key.isEmpty() || !key.get().isTextual() || item.isEmpty()) {
                        yield Optional.empty();
                    }
                    object.set(key.get().textValue(), item.get());
                }
                yield Optional.of(object);
            }
            default -> Optional.empty();
        };
    }

    private static String python(String number) {
        return switch (number) {
            case "inf" -> "Infinity";
            case "-inf" -> "-Infinity";
            case "nan" -> "NaN";
            default -> number;
        };
    }
}
