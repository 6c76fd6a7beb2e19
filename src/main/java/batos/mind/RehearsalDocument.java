package batos.mind;

import batos.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// Fills a JSON schema without understanding: a property takes the value that stands beside its
/// name in the texts (`age: 36`, `age is 36`, `age 36`), else the next number or the text itself,
/// cut to what the schema allows. Equal schemas and texts give equal documents. Patterns, and
/// conditions that contradict each other, are beyond it: whoever asked checks the document.
final class RehearsalDocument {
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
    private static final int DEEPEST = 12;

    private final JsonNode root;
    private final List<String> texts;
    private int numbers;

    private RehearsalDocument(JsonNode root, List<String> texts) {
        this.root = root;
        this.texts = texts;
    }

    /// @param texts where values are looked for, the nearest first
    static String of(String schema, List<String> texts) {
        try {
            var root = Json.readForeign(schema);
            return Json.write(new RehearsalDocument(root, texts).value(root, "", 0));
        } catch (JsonProcessingException e) {
            return "{}";
        }
    }

    private JsonNode value(JsonNode given, String name, int depth) {
        var schema = resolved(given);
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("enum")) {
            return choice(schema.get("enum"));
        }
        for (var key : List.of("anyOf", "oneOf")) {
            if (schema.path(key).size() > 0) {
                return value(merged(schema, schema.get(key).get(0)), name, depth);
            }
        }
        if (schema.path("allOf").size() > 0) {
            var all = schema;
            for (var part : schema.get("allOf")) {
                all = merged(all, resolved(part));
            }
            return value(without(all, "allOf"), name, depth);
        }
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, name, depth);
            case "integer" -> number(schema, name, true);
            case "number" -> number(schema, name, false);
            case "boolean" -> Json.object().booleanNode(true);
            case "null" -> Json.object().nullNode();
            default -> Json.text(text(schema, name));
        };
    }

    private static String type(JsonNode schema) {
        var type = schema.path("type");
        if (type.isArray()) {
            return type.path(0).asText();
        }
        if (type.isTextual()) {
            return type.asText();
        }
        if (schema.has("properties") || schema.has("required")) {
            return "object";
        }
        return schema.has("items") || schema.has("prefixItems") ? "array" : "string";
    }

    /// Only references within the document are followed.
    private JsonNode resolved(JsonNode schema) {
        var present = schema;
        for (var i = 0; i < DEEPEST && present.path("$ref").asText().startsWith("#"); i++) {
            var found = root.at(present.get("$ref").asText().substring(1));
            present = merged(without(present, "$ref"), found);
        }
        return present;
    }

    private static JsonNode without(JsonNode schema, String key) {
        var copy = (ObjectNode) schema.deepCopy();
        copy.remove(key);
        return copy;
    }

    private static JsonNode merged(JsonNode schema, JsonNode more) {
        if (!schema.isObject() || !more.isObject()) {
            return schema;
        }
        var merged = ((ObjectNode) schema.deepCopy()).without(List.of("anyOf", "oneOf"));
        var result = (ObjectNode) merged;
        more.properties()
                .forEach(entry -> {
                    if (entry.getKey().equals("properties") && result.has("properties")) {
                        ((ObjectNode) result.get("properties"))
                                .setAll((ObjectNode) entry.getValue());
                    } else {
                        result.set(entry.getKey(), entry.getValue());
                    }
                });
        return result;
    }

    private JsonNode object(JsonNode schema, int depth) {
        var object = Json.object();
        var required = Json.texts(schema.path("required"));
        schema.path("properties")
                .properties()
                .forEach(entry -> {
                    if (depth < DEEPEST / 2 || required.contains(entry.getKey())) {
                        object.set(
                                entry.getKey(),
                                depth < DEEPEST
                                        ? value(entry.getValue(), entry.getKey(), depth + 1)
                                        : Json.object().nullNode());
                    }
                });
        for (var name : required) {
            if (!object.has(name)) {
                object.put(name, text(Json.object(), name));
            }
        }
        return object;
    }

    private JsonNode array(JsonNode schema, String name, int depth) {
        ArrayNode array = Json.array();
        schema.path("prefixItems").forEach(item -> array.add(value(item, name, depth + 1)));
        var items = schema.path("items");
        var most = schema.path("maxItems").asInt(Integer.MAX_VALUE);
        var wanted = Math.min(Math.max(1, schema.path("minItems").asInt(0)), most);
        while (array.size() < wanted && depth < DEEPEST) {
            var item = items.isObject() ? items : Json.object();
            var value = value(item, name, depth + 1);
            // unique even where the schema gives no choice but in the number of a text
            array.add(
                    value.isTextual() && array.size() > 0 && !resolved(item).has("enum")
                            ? Json.text(value.asText() + " " + array.size())
                            : value);
        }
        return array;
    }

    /// The first value that the texts mention, else the first.
    private JsonNode choice(JsonNode values) {
        for (var text : texts) {
            for (var value : values) {
                var word = "\\b" + Pattern.quote(value.asText()) + "\\b";
                if (Pattern.compile(word).matcher(text).find()) {
                    return value;
                }
            }
        }
        return values.path(0);
    }

    private JsonNode number(JsonNode schema, String name, boolean whole) {
        var number = new BigDecimal(beside(name, NUMBER.pattern()).orElseGet(this::nextNumber));
        if (whole) {
            number = new BigDecimal(number.toBigInteger());
        }
        var step = schema.path("multipleOf").decimalValue();
        if (step.signum() > 0) {
            number = number.subtract(number.remainder(step));
        }
        var unit = step.signum() > 0 ? step : whole ? BigDecimal.ONE : new BigDecimal("0.5");
        if (schema.has("minimum")) {
            number = number.max(schema.get("minimum").decimalValue());
        }
        if (schema.has("maximum")) {
            number = number.min(schema.get("maximum").decimalValue());
        }
        if (schema.path("exclusiveMinimum").isNumber()) {
            number = number.max(schema.get("exclusiveMinimum").decimalValue().add(unit));
        }
        if (schema.path("exclusiveMaximum").isNumber()) {
            number = number.min(schema.get("exclusiveMaximum").decimalValue().subtract(unit));
        }
        return whole
                ? Json.object().numberNode(number.toBigInteger())
                : Json.object().numberNode(number);
    }

    /// The next number of the nearest text, in the order in which they stand; 1 where there is
    /// none.
    private String nextNumber() {
        var found = NUMBER.matcher(texts.getFirst()).results().map(MatchResult::group).toList();
        return found.isEmpty() ? "1" : found.get(numbers++ % found.size());
    }

    private String text(JsonNode schema, String name) {
        var text =
                switch (schema.path("format").asText()) {
                    case "date" -> "2026-01-01";
                    case "date-time" -> "2026-01-01T00:00:00Z";
                    case "time" -> "00:00:00Z";
                    case "email" -> "nobody@example.org";
                    case "uri" -> "https://example.org/";
                    case "uuid" -> "00000000-0000-4000-8000-000000000000";
                    case "ipv4" -> "127.0.0.1";
                    default ->
                            beside(name, "\"[^\"]+\"|'[^']+'|[\\w.@-]+")
                                    .map(value -> value.replaceAll("^[\"']|[\"']$", ""))
                                    .orElse(texts.getFirst());
                };
        var shortest = schema.path("minLength").asInt(0);
        var longest = schema.path("maxLength").asInt(Integer.MAX_VALUE);
        text =
                text.codePointCount(0, text.length()) < shortest
                        ? text + " ".repeat(shortest)
                        : text;
        var points = Math.min(text.codePointCount(0, text.length()), Math.max(longest, shortest));
        return text.substring(0, text.offsetByCodePoints(0, points));
    }

    /// The words beside a name in the texts.
    private Optional<String> beside(String name, String value) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        var words = name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        var pattern =
                Pattern.compile(
                        "(?i)\\b"
                                + words.replaceAll("[^\\p{Alnum}]+", "[ _-]?")
                                + "\\b\\s*(?:[:=]|\\bis\\b|\\bof\\b)?\\s*("
                                + value
                                + ")");
        return texts.stream()
                .map(pattern::matcher)
                .filter(matcher -> matcher.find())
                .map(matcher -> matcher.group(1))
                .findFirst();
    }
}
