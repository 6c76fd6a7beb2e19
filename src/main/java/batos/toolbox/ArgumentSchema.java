package batos.toolbox;

import batos.crucible.Arguments;
import batos.json.Json;
import batos.text.Ellipsis;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;

/// Checks arguments against a tool's JSON schema, as far as the vocabulary of tool signatures goes:
/// type, enum, const, properties, required, additionalProperties, items, minimum, maximum,
/// minLength, maxLength, minItems, maxItems, anyOf. Other words of a schema are ignored.
final class ArgumentSchema {
    private static final Set<String> ENDLESS = Set.of("NaN", "Infinity", "-Infinity");

    private ArgumentSchema() {}

    /// The reason why the arguments do not fit, with the place, for example `the argument count:
    /// expected integer`.
    static Optional<String> misfit(String schema, Arguments arguments) {
        return Json.tryRead(schema).flatMap(node -> misfit("", node, arguments.object()));
    }

    /// As above, for arguments as text; also where the text is no JSON object.
    static Optional<String> misfit(String schema, String arguments) {
        return switch (Arguments.read(arguments)) {
            case Arguments.Reading.Read(Arguments given) -> misfit(schema, given);
            case Arguments.Reading.Refused(String why) -> Optional.of(why);
        };
    }

    private static Optional<String> misfit(String place, JsonNode schema, JsonNode value) {
        if (!schema.isObject()) {
            return Optional.empty();
        }
        var anyOf = schema.path("anyOf");
        if (anyOf.isArray() && !anyOf.isEmpty()) {
            var reasons = new ArrayList<String>();
            for (var option : anyOf) {
                var reason = misfit(place, option, value);
                if (reason.isEmpty()) {
                    return Optional.empty();
                }
                reasons.add(reason.get());
            }
            return Optional.of(String.join(" or ", reasons));
        }
        var type = schema.path("type");
        if (!type.isMissingNode() && !ofType(type, value)) {
            return Optional.of(
                    at(place) + "expected " + words(type) + ", got " + shortened(value.toString()));
        }
        var options = schema.path("enum");
        if (options.isArray()) {
            boolean listed = false;
            for (var option : options) {
                listed |= Json.same(option, value);
            }
            if (!listed) {
                return Optional.of(at(place) + "expected one of " + options);
            }
        }
        if (schema.has("const") && !Json.same(schema.get("const"), value)) {
            return Optional.of(at(place) + "expected " + schema.get("const"));
        }
        if (value.isNumber()) {
            return range(place, schema, "minimum", "maximum", value.doubleValue());
        }
        if (value.isTextual()) {
            int length = value.textValue().codePointCount(0, value.textValue().length());
            return range(place, schema, "minLength", "maxLength", length);
        }
        return value.isArray() ? items(place, schema, value) : properties(place, schema, value);
    }

    /// The beginning of a reason; empty for the arguments as a whole.
    private static String at(String place) {
        return place.isEmpty() ? "" : "the argument " + shortened(place) + ": ";
    }

    private static Optional<String> items(String place, JsonNode schema, JsonNode value) {
        for (int i = 0; i < value.size(); i++) {
            var reason = misfit(place + "[" + i + "]", schema.path("items"), value.get(i));
            if (reason.isPresent()) {
                return reason;
            }
        }
        return range(place, schema, "minItems", "maxItems", value.size());
    }

    private static Optional<String> properties(String place, JsonNode schema, JsonNode value) {
        if (!value.isObject()) {
            return Optional.empty();
        }
        for (var name : schema.path("required")) {
            if (!value.has(name.asText())) {
                return Optional.of(
                        (place.isEmpty() ? "the argument '" : at(place) + "the part '")
                                + name.asText()
                                + "' is missing");
            }
        }
        var known = schema.path("properties");
        for (var entry : value.properties()) {
            var inner = known.path(entry.getKey());
            if (inner.isMissingNode()) {
                var others = schema.path("additionalProperties");
                if (others.isBoolean() && !others.booleanValue()) {
                    return Optional.of(
                            "%sno %s '%s'; there are %s"
                                    .formatted(
                                            at(place),
                                            place.isEmpty() ? "parameter" : "part",
                                            shortened(entry.getKey()),
                                            String.join(", ", Json.names(known))));
                }
                inner = others;
            }
            var reason =
                    misfit(
                            place.isEmpty() ? entry.getKey() : place + "." + entry.getKey(),
                            inner,
                            entry.getValue());
            if (reason.isPresent()) {
                return reason;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> range(
            String place, JsonNode schema, String least, String most, double value) {
        if (schema.path(least).isNumber() && value < schema.get(least).doubleValue()) {
            return Optional.of(at(place) + least + " is " + schema.get(least));
        }
        if (schema.path(most).isNumber() && value > schema.get(most).doubleValue()) {
            return Optional.of(at(place) + most + " is " + schema.get(most));
        }
        return Optional.empty();
    }

    private static boolean ofType(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            for (var option : type) {
                if (ofType(option, value)) {
                    return true;
                }
            }
            return false;
        }
        return switch (type.asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "number" -> value.isNumber() || isEndless(value);
            case "integer" ->
                    value.isNumber() && value.decimalValue().stripTrailingZeros().scale() <= 0;
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> true;
        };
    }

    /// NaN or an infinity, as Extended JSON writes them; harness.py reads and writes them so.
    private static boolean isEndless(JsonNode value) {
        return value.size() == 1
                && ENDLESS.contains(value.path("$numberDouble").asText("a number"));
    }

    private static String words(JsonNode type) {
        return type.isArray() ? type.toString() : type.asText();
    }

    private static String shortened(String text) {
        return Ellipsis.of(text, 80);
    }
}
