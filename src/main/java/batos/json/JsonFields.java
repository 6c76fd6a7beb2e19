package batos.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// An object of texts, whole numbers and objects of these, read within the bounds of [Json] but
/// without a mapper, whose classes take longer to load than a short command's other work. For files
/// of our own that each start reads: plain ones by [PlainFields], all others by the library.
public final class JsonFields {
    /// Loaded where it is needed: its parser begins with a table of large numbers.
    private static final class Library {
        static final JsonFactory FACTORY =
                bounded().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    }

    private JsonFields() {}

    /// Every reader of JSON in this room begins here.
    static JsonFactoryBuilder bounded() {
        return new JsonFactoryBuilder()
                .streamReadConstraints(
                        StreamReadConstraints.builder()
                                .maxNestingDepth(Json.DEPTH)
                                .maxStringLength(Json.LONGEST)
                                .maxNumberLength(10_000)
                                .build());
    }

    /// `String`, `Long` and maps of these in the order of the text; empty where it is no such
    /// object, a key comes twice, or something stands behind it.
    public static Optional<SequencedMap<String, Object>> read(String text) {
        return new PlainFields(text).read().or(() -> readByLibrary(text));
    }

    static Optional<SequencedMap<String, Object>> readByLibrary(String text) {
        try (var parser = Library.FACTORY.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            var fields = object(parser);
            return parser.nextToken() == null ? Optional.of(fields) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static SequencedMap<String, Object> object(JsonParser parser) throws IOException {
        var fields = new LinkedHashMap<String, Object>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            var name = parser.currentName();
            var token = parser.nextToken();
            if (token == JsonToken.VALUE_STRING) {
                fields.put(name, parser.getText());
            } else if (token == JsonToken.VALUE_NUMBER_INT) {
                fields.put(name, parser.getLongValue());
            } else if (token == JsonToken.START_OBJECT) {
                fields.put(name, object(parser));
            } else {
                throw new JsonParseException(parser, name + " is neither text nor whole number");
            }
        }
        return Collections.unmodifiableSequencedMap(fields);
    }
}
