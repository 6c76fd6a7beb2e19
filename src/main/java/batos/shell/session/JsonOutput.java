package batos.shell.session;

import batos.image.Author;
import batos.image.Oid;
import batos.json.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Writes a command's document as JSON on one line. A document is made of maps, collections,
/// records (an object of their components), optionals (the value, or null), texts, numbers,
/// booleans, enums (their names) and JSON trees; authors, identities, paths and times are written
/// as text.
public final class JsonOutput {
    private JsonOutput() {}

    /// @throws IllegalArgumentException that names the class of a value of any other kind
    public static String of(@Nullable Object document) {
        return Json.write(tree(document));
    }

    private static JsonNode tree(@Nullable Object value) {
        return switch (value) {
            case null -> NullNode.getInstance();
            case JsonNode node -> node;
            case CharSequence text -> Json.text(text.toString());
            case Character letter -> Json.text(letter.toString());
            case Boolean flag -> Json.object().booleanNode(flag);
            case Number number -> number(number);
            case Author author -> Json.text(author.toString());
            case Enum<?> one -> Json.text(one.name());
            case Instant time -> Json.text(time.truncatedTo(ChronoUnit.MILLIS).toString());
            case Temporal time -> Json.text(time.toString());
            case Duration time -> Json.text(time.toString());
            case Path path -> Json.text(path.toString());
            case Oid oid -> Json.text(oid.toString());
            case Optional<?> optional -> tree(optional.orElse(null));
            case Map<?, ?> map -> {
                var object = Json.object();
                ordered(map).forEach((key, item) -> object.set(key, tree(item)));
                yield object;
            }
            case Collection<?> items -> {
                var array = Json.array();
                items.forEach(item -> array.add(tree(item)));
                yield array;
            }
            case Object[] items -> tree(java.util.Arrays.asList(items));
            case double[] items -> tree(java.util.Arrays.stream(items).boxed().toList());
            case Record record -> {
                var object = Json.object();
                for (var component : record.getClass().getRecordComponents()) {
                    object.set(component.getName(), tree(part(record, component)));
                }
                yield object;
            }
            default ->
                    throw new IllegalArgumentException(
                            "a document holds a " + value.getClass().getName());
        };
    }

    /// A map without an order of its own is written in the order of its keys: that of `Map.of`
    /// differs from process to process.
    private static SequencedMap<String, Object> ordered(Map<?, ?> map) {
        SequencedMap<String, Object> ordered =
                map instanceof SequencedMap ? new LinkedHashMap<>() : new TreeMap<>();
        map.forEach((key, item) -> ordered.put(String.valueOf(key), item));
        return ordered;
    }

    private static JsonNode number(Number number) {
        var factory = Json.object();
        return switch (number) {
            case BigInteger large -> factory.numberNode(large);
            case BigDecimal exact -> factory.numberNode(exact);
            case Double fraction when fraction.isNaN() || fraction.isInfinite() ->
                    NullNode.getInstance();
            case Double fraction -> factory.numberNode((double) fraction);
            case Float fraction when fraction.isNaN() || fraction.isInfinite() ->
                    NullNode.getInstance();
            case Float fraction -> factory.numberNode((float) fraction);
            default -> factory.numberNode(number.longValue());
        };
    }

    private static @Nullable Object part(Record record, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    record.getClass().getName() + "." + component.getName() + " cannot be read", e);
        }
    }
}
