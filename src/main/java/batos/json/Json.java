package batos.json;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// JSON documents, read strictly: no duplicate keys, nothing behind the end, at most [#DEPTH]
/// levels deep, texts of at most [#LONGEST] characters. Fractions are exact decimals. Safe for use
/// by any thread.
public final class Json {
    /// Levels of arrays and objects within each other.
    public static final int DEPTH = 200;

    /// Characters of one text: 64 MB of ASCII.
    public static final int LONGEST = 64 << 20;

    private static final Pattern SOURCE =
            Pattern.compile("\\[Source: [^\\]]*?; line: (\\d+), column: (\\d+)\\]");

    private static final JsonMapper MAPPER =
            bounded().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    /// JSON permits a key twice, and model servers and models write such documents.
    private static final JsonMapper FOREIGN = bounded().build();

    private Json() {}

    private static JsonMapper.Builder bounded() {
        return JsonMapper.builder(NumberBounds.of(JsonFields.bounded()))
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    }

    public static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    public static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    public static JsonNode text(String value) {
        return MAPPER.getNodeFactory().textNode(value);
    }

    /// Reads one document.
    ///
    /// @throws JsonProcessingException with line and column, when the text is not one document
    public static JsonNode read(String text) throws JsonProcessingException {
        return MAPPER.readTree(text);
    }

    /// Jackson's objection to a text, without its note of the source it read from.
    public static String objection(JsonProcessingException e) {
        return SOURCE.matcher(String.valueOf(e.getOriginalMessage()))
                .replaceAll("line $1, column $2");
    }

    /// The document that the text is; empty when it is none.
    public static Optional<JsonNode> tryRead(String text) {
        try {
            var node = MAPPER.readTree(text);
            return node == null || node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /// The object that the text is, as a whole; empty for anything else.
    public static Optional<ObjectNode> tryObject(String text) {
        return tryRead(text).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }

    /// The items of the array that the text is; none for anything else.
    public static List<JsonNode> items(String text) {
        return tryRead(text)
                .filter(ArrayNode.class::isInstance)
                .map(node -> node.valueStream().toList())
                .orElse(List.of());
    }

    /// The keys of an object, in its order; none for anything else.
    public static List<String> names(JsonNode object) {
        return object.propertyStream().map(Map.Entry::getKey).toList();
    }

    /// The items of an array as texts; none for anything else.
    public static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }

    /// Reads one document that another program or a model wrote: of a key that comes twice, the
    /// last counts. All other bounds hold.
    ///
    /// @throws JsonProcessingException with line and column, when the text is not one document
    public static JsonNode readForeign(String text) throws JsonProcessingException {
        return FOREIGN.readTree(text);
    }

    /// As [#readForeign]; empty for anything that is no object.
    public static Optional<ObjectNode> foreignObject(String text) {
        try {
            return readForeign(text) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /// As [#readForeign]; the items of an array, none for anything else.
    public static List<JsonNode> foreignItems(String text) {
        try {
            return readForeign(text) instanceof ArrayNode items
                    ? items.valueStream().toList()
                    : List.of();
        } catch (JsonProcessingException e) {
            return List.of();
        }
    }

    /// Is handed one item of an array.
    @FunctionalInterface
    public interface ItemVisitor {
        void visit(JsonNode item) throws IOException;
    }

    /// Reads an array that another program wrote, one item at a time, as it may be larger than the
    /// heap. The stream stays open.
    ///
    /// @throws JsonProcessingException with line and column, when it is no array
    public static void eachForeignItem(InputStream in, ItemVisitor visitor) throws IOException {
        var items = FOREIGN.reader().without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        try (var parser = FOREIGN.getFactory().createParser(in)) {
            parser.disable(JsonParser.Feature.AUTO_CLOSE_SOURCE);
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                throw new JsonParseException(parser, "expected an array");
            }
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                visitor.visit(items.readTree(parser));
            }
        }
    }

    /// A value of maps, lists, texts, numbers and booleans as a tree.
    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /// A tree, or a value of maps, lists, texts, numbers and booleans, as a document on one line.
    ///
    /// @throws IllegalArgumentException for a value of another class
    public static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    value.getClass() + " cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /// A tree as a document on several lines.
    public static String pretty(JsonNode node) {
        return node.toPrettyString();
    }

    /// A document in ASCII, which is also a Python literal as long as it holds texts and lists.
    public static String ascii(JsonNode node) {
        try {
            return MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a JSON tree that cannot be written", e);
        }
    }

    /// Equal as values: numbers by value, with a relative tolerance of 1e-9 where one is a
    /// fraction; objects whatever the order of their keys.
    public static boolean same(JsonNode a, JsonNode b) {
        if (a.isNumber() && b.isNumber()) {
            return sameNumber(a, b);
        }
        if (a.isArray() && b.isArray()) {
            return sameItems(a, b);
        }
        if (a.isObject() && b.isObject()) {
            return sameSlots(a, b);
        }
        return a.equals(b);
    }

    private static boolean sameNumber(JsonNode a, JsonNode b) {
        if (a.isIntegralNumber() && b.isIntegralNumber()) {
            return a.bigIntegerValue().equals(b.bigIntegerValue());
        }
        double x = a.doubleValue();
        double y = b.doubleValue();
        return x == y || Math.abs(x - y) <= 1e-9 * Math.max(Math.abs(x), Math.abs(y));
    }

    private static boolean sameItems(JsonNode a, JsonNode b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!same(a.get(i), b.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameSlots(JsonNode a, JsonNode b) {
        if (a.size() != b.size()) {
            return false;
        }
        for (var entry : a.properties()) {
            var other = b.get(entry.getKey());
            if (other == null || !same(entry.getValue(), other)) {
                return false;
            }
        }
        return true;
    }
}
