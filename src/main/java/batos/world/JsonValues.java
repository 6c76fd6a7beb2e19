package batos.world;

import batos.json.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values of the language to JSON, and back.
final class JsonValues {
    private JsonValues() {}

    static ObjectNode object() {
        return Json.object();
    }

    static JsonNode of(@Nullable Object value) {
        return switch (value) {
            case null -> NullNode.getInstance();
            case List<?> list -> {
                ArrayNode array = Json.array();
                list.forEach(item -> array.add(of(item)));
                yield array;
            }
            case Map<?, ?> map -> {
                var object = object();
                map.forEach((key, item) -> object.set(String.valueOf(key), of(item)));
                yield object;
            }
            case Boolean flag -> Json.object().booleanNode(flag);
            case Long number -> Json.object().numberNode((long) number);
            case Integer number -> Json.object().numberNode((int) number);
            case BigInteger number -> Json.object().numberNode(number);
            case Double number -> Json.object().numberNode((double) number);
            case CharSequence text -> Json.text(text.toString());
            default ->
                    throw new IllegalArgumentException(
                            "a " + value.getClass().getSimpleName() + " has no form in JSON");
        };
    }

    static JsonNode read(String text) {
        try {
            return Json.read(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON document: " + Json.objection(e), e);
        }
    }

    /// As [batos.talk.bind.NativeCall#object] takes it.
    static @Nullable Object java(JsonNode node) {
        if (node.isNull()) {
            return null;
        }
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        if (node.isIntegralNumber()) {
            return node.canConvertToLong() ? (Object) node.longValue() : node.bigIntegerValue();
        }
        if (node.isNumber()) {
            return node.doubleValue();
        }
        if (node.isArray()) {
            var list = new ArrayList<@Nullable Object>();
            node.forEach(item -> list.add(java(item)));
            return list;
        }
        if (node.isObject()) {
            var map = new LinkedHashMap<String, @Nullable Object>();
            node.properties().forEach(entry -> map.put(entry.getKey(), java(entry.getValue())));
            return map;
        }
        return node.asText();
    }
}
