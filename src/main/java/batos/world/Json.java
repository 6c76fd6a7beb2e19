package batos.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Values of the language to JSON, and back.
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static JsonNode of(@Nullable Object value) {
        return switch (value) {
            case null -> MAPPER.nullNode();
            case List<?> list -> {
                ArrayNode array = MAPPER.createArrayNode();
                list.forEach(item -> array.add(of(item)));
                yield array;
            }
            case Map<?, ?> map -> {
                var object = object();
                map.forEach((key, item) -> object.set(String.valueOf(key), of(item)));
                yield object;
            }
            default -> MAPPER.valueToTree(value);
        };
    }

    static JsonNode read(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a JSON document: " + e.getOriginalMessage(), e);
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
