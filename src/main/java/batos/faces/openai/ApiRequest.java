package batos.faces.openai;

import batos.json.Json;
import batos.text.Ellipsis;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// The body of a request, read field by field. Every reader throws [ApiFault] where the field is
/// there and does not fit; `null` counts as not there.
record ApiRequest(ObjectNode body) {
    static ApiRequest parse(String text) {
        try {
            if (Json.read(text) instanceof ObjectNode body) {
                return new ApiRequest(body);
            }
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw ApiFault.invalid(
                    null,
                    "the body is not one JSON document: %s (line %d, column %d)"
                            .formatted(
                                    Json.objection(e),
                                    at == null ? 0 : at.getLineNr(),
                                    at == null ? 0 : at.getColumnNr()));
        }
        throw ApiFault.invalid(null, "the body is not a JSON object");
    }

    Optional<JsonNode> node(String name) {
        return Optional.ofNullable(body.get(name)).filter(node -> !node.isNull());
    }

    Optional<String> text(String name) {
        return node(name)
                .map(node -> {
                    if (!node.isTextual()) {
                        throw wrong(name, node, "a string");
                    }
                    return node.textValue();
                });
    }

    String required(String name) {
        return text(name)
                .filter(text -> !text.isBlank())
                .orElseThrow(() -> ApiFault.invalid(name, "you must provide " + name));
    }

    boolean flag(String name, boolean otherwise) {
        return node(name)
                .map(node -> {
                    if (!node.isBoolean()) {
                        throw wrong(name, node, "true or false");
                    }
                    return node.booleanValue();
                })
                .orElse(otherwise);
    }

    OptionalLong whole(String name) {
        var node = node(name);
        if (node.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!node.get().canConvertToExactIntegral() || !node.get().canConvertToLong()) {
            throw wrong(name, node.get(), "a whole number");
        }
        return OptionalLong.of(node.get().longValue());
    }

    OptionalInt positive(String name) {
        var value = whole(name);
        if (value.isPresent() && (value.getAsLong() < 1 || value.getAsLong() > 1_000_000)) {
            throw ApiFault.invalid(name, name + " is " + value.getAsLong() + "; it is 1 or more");
        }
        return value.isPresent() ? OptionalInt.of((int) value.getAsLong()) : OptionalInt.empty();
    }

    OptionalDouble number(String name, double least, double most) {
        var node = node(name);
        if (node.isEmpty()) {
            return OptionalDouble.empty();
        }
        if (!node.get().isNumber()
                || node.get().doubleValue() < least
                || node.get().doubleValue() > most) {
            throw wrong(name, node.get(), "a number from %s to %s".formatted(least, most));
        }
        return OptionalDouble.of(node.get().doubleValue());
    }

    /// The items of an array; none where the field is not there.
    List<JsonNode> items(String name) {
        var items = new ArrayList<JsonNode>();
        node(name)
                .ifPresent(node -> {
                    if (!node.isArray()) {
                        throw wrong(name, node, "an array");
                    }
                    node.forEach(items::add);
                });
        return items;
    }

    /// One string, or an array of them; none where the field is not there.
    List<String> strings(String name, int most) {
        var node = node(name);
        if (node.isEmpty()) {
            return List.of();
        }
        if (node.get().isTextual()) {
            return List.of(node.get().textValue());
        }
        var strings = new ArrayList<String>();
        for (var item : items(name)) {
            if (!item.isTextual()) {
                throw wrong(name, item, "a string or an array of strings");
            }
            strings.add(item.textValue());
        }
        if (strings.size() > most) {
            throw ApiFault.invalid(
                    name, "%s has %d items; at most %d".formatted(name, strings.size(), most));
        }
        return strings;
    }

    private static ApiFault wrong(String name, JsonNode found, String expected) {
        var text = found.toString();
        return ApiFault.invalid(
                name, "%s is %s; it must be %s".formatted(name, Ellipsis.of(text, 40), expected));
    }
}
