package batos.shell.session;

import batos.image.Oid;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/// Writes what a command came to as one JSON document, on one line.
public final class JsonOutput {
    private JsonOutput() {}

    public static String of(Object value) {
        var module = new SimpleModule();
        for (var type : new Class<?>[] {Instant.class, Duration.class, Path.class, Oid.class}) {
            module.addSerializer(type, ToStringSerializer.instance);
        }
        var mapper =
                new ObjectMapper()
                        .registerModule(module)
                        .disable(SerializationFeature.FAIL_ON_EMPTY_BEANS);
        try {
            return mapper.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    value.getClass() + " cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }
}
