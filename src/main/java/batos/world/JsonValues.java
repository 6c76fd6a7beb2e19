package batos.world;

import batos.json.Json;
import batos.talk.objects.ScaledValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Values of the language to JSON, and back.
final class JsonValues {
    /// The key under which a tool takes and gives what JSON has no number for.
    private static final String ENDLESS = "$numberDouble";

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
                map.forEach((key, item) -> object.set(key(key), of(item)));
                yield object;
            }
            case Boolean flag -> Json.object().booleanNode(flag);
            case Long number -> Json.object().numberNode((long) number);
            case Integer number -> Json.object().numberNode((int) number);
            case BigInteger number -> Json.object().numberNode(number);
            case Double number when Double.isFinite(number) ->
                    Json.object().numberNode((double) number);
            case Float number when Float.isFinite(number) ->
                    Json.object().numberNode((float) number);
            case Double number -> object().put(ENDLESS, number.toString());
            case Float number -> object().put(ENDLESS, number.toString());
            case ScaledValue number -> Json.object().numberNode(exact(number));
            case CharSequence text -> Json.text(text.toString());
            default ->
                    throw new IllegalArgumentException(
                            "a " + value.getClass().getSimpleName() + " has no form in JSON");
        };
    }

    private static BigDecimal exact(ScaledValue number) {
        try {
            var value =
                    new BigDecimal(number.numerator()).divide(new BigDecimal(number.denominator()));
            return value.setScale(Math.max(1, value.scale()));
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException(
                    ratio(number) + " has no exact form in JSON; asFloat has one", e);
        }
    }

    private static String key(@Nullable Object key) {
        return key instanceof ScaledValue number ? ratio(number) : String.valueOf(key);
    }

    private static String ratio(ScaledValue number) {
        return number.numerator() + "/" + number.denominator();
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
            if (node.size() == 1 && node.path(ENDLESS).isTextual()) {
                var endless = endless(node.path(ENDLESS).textValue());
                if (endless.isPresent()) {
                    return endless.getAsDouble();
                }
            }
            var map = new LinkedHashMap<String, @Nullable Object>();
            node.properties().forEach(entry -> map.put(entry.getKey(), java(entry.getValue())));
            return map;
        }
        return node.asText();
    }

    private static OptionalDouble endless(String text) {
        return switch (text) {
            case "NaN" -> OptionalDouble.of(Double.NaN);
            case "Infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
            case "-Infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
            default -> OptionalDouble.empty();
        };
    }
}
