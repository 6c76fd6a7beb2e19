package batos.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.BeanPropertyWriter;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.std.BeanSerializerBase;
import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Writes documents for programs, on one line. A document is made of maps, collections, records (an
/// object of their components, whose names are written in lower case with underscores, as in
/// settings), optionals (the value, or null), texts, numbers (null where one is not finite),
/// booleans, enums (their names) and JSON trees; paths and times are written as text, an instant to
/// the millisecond.
public final class DocumentJson {
    private final JsonMapper mapper;

    /// @param texts classes of which each object is written as its `toString`
    public DocumentJson(List<Class<?>> texts) {
        var module = new SimpleModule();
        text(module, Instant.class);
        text(module, Temporal.class);
        text(module, Duration.class);
        text(module, Path.class);
        texts.forEach(type -> text(module, type));
        module.addSerializer(Map.class, serializer(DocumentJson::map));
        module.addSerializer(Optional.class, serializer(DocumentJson::optional));
        module.addSerializer(Double.class, serializer(DocumentJson::number));
        module.addSerializer(Double.TYPE, serializer(DocumentJson::number));
        module.addSerializer(Float.class, serializer(DocumentJson::number));
        module.addSerializer(Float.TYPE, serializer(DocumentJson::number));
        module.addSerializer(double[].class, serializer(DocumentJson::numbers));
        module.setSerializerModifier(new RecordsOnly());
        mapper =
                JsonMapper.builder()
                        .addModule(module)
                        .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                        .build();
    }

    /// @throws IllegalArgumentException that names the class of a value of any other kind
    public String write(Object document) {
        try {
            return mapper.writeValueAsString(document);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e.getOriginalMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Writing<T> {
        void write(T value, JsonGenerator out, SerializerProvider others) throws IOException;
    }

    private static <T> JsonSerializer<T> serializer(Writing<? super T> writing) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider others)
                    throws IOException {
                writing.write(value, out, others);
            }
        };
    }

    private static <T> void text(SimpleModule module, Class<T> type) {
        module.addSerializer(
                type,
                serializer((T value, JsonGenerator out, SerializerProvider others) ->
                        out.writeString(
                                value instanceof Instant at
                                        ? at.truncatedTo(ChronoUnit.MILLIS).toString()
                                        : value.toString())));
    }

    /// A map without an order of its own is written in the order of its keys: that of `Map.of`
    /// differs from process to process.
    private static void map(Map<?, ?> map, JsonGenerator out, SerializerProvider others)
            throws IOException {
        SequencedMap<String, Object> ordered =
                map instanceof SequencedMap ? new LinkedHashMap<>() : new TreeMap<>();
        map.forEach((key, item) -> ordered.put(String.valueOf(key), item));
        out.writeStartObject();
        for (var entry : ordered.entrySet()) {
            out.writeFieldName(entry.getKey());
            others.defaultSerializeValue(entry.getValue(), out);
        }
        out.writeEndObject();
    }

    private static void optional(Optional<?> value, JsonGenerator out, SerializerProvider others)
            throws IOException {
        others.defaultSerializeValue(value.orElse(null), out);
    }

    private static void number(Number number, JsonGenerator out, SerializerProvider others)
            throws IOException {
        switch (number) {
            case Float small when Float.isFinite(small) -> out.writeNumber(small);
            case Double wide when Double.isFinite(wide) -> out.writeNumber(wide);
            default -> out.writeNull();
        }
    }

    private static void numbers(double[] numbers, JsonGenerator out, SerializerProvider others)
            throws IOException {
        out.writeStartArray();
        for (var number : numbers) {
            number(number, out, others);
        }
        out.writeEndArray();
    }

    /// An object of a class that is no record has no form that anybody promised.
    private static final class RecordsOnly extends BeanSerializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config,
                BeanDescription description,
                List<BeanPropertyWriter> properties) {
            if (!description.getBeanClass().isRecord()) {
                return properties;
            }
            return Arrays.stream(description.getBeanClass().getRecordComponents())
                    .map(RecordComponent::getName)
                    .flatMap(name ->
                            properties.stream()
                                    .filter(each -> each.getMember().getName().equals(name)))
                    .toList();
        }

        @Override
        public JsonSerializer<?> modifySerializer(
                SerializationConfig config,
                BeanDescription description,
                JsonSerializer<?> serializer) {
            var type = description.getBeanClass();
            return type.isRecord() || !(serializer instanceof BeanSerializerBase)
                    ? serializer
                    : serializer((Object value, JsonGenerator out, SerializerProvider others) -> {
                        throw new IOException("a document holds a " + type.getName());
                    });
        }
    }
}
