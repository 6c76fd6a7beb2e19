package batos.crucible;

import batos.json.Json;
import batos.json.NumberBounds;
import batos.text.Ellipsis;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The values that may cross from an interpreter to the host: strict JSON, at most 56 levels deep,
/// without duplicate keys, NaN or lone surrogates; and text without anything that a terminal obeys.
public final class JsonBoundary {
    private static final int DEPTH = 56;

    /// So many digits Python reads as a whole number, and no more.
    private static final int DIGITS = 4_300;

    private static final String LONG_NUMBER = "a number of more than %d digits".formatted(DIGITS);
    private static final int SHOWN = 40;

    static final JsonMapper STRICT =
            JsonMapper.builder(
                            NumberBounds.of(
                                    new JsonFactoryBuilder()
                                            .streamReadConstraints(
                                                    StreamReadConstraints.builder()
                                                            .maxNestingDepth(DEPTH)
                                                            .maxNumberLength(DIGITS)
                                                            .maxStringLength(FrameReader.LONGEST)
                                                            .build())))
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
                    .build();

    private JsonBoundary() {}

    /// The reason why this text is no acceptable result; empty when it is.
    static Optional<String> refused(String document) {
        if (!document.chars().allMatch(c -> c >= 0x20 && c < 0x7f)) {
            return Optional.of("a result that is not ASCII");
        }
        return malformed(document);
    }

    /// The reason why this text, in any alphabet, is no JSON document; empty when it is one.
    static Optional<String> malformed(String document) {
        try {
            var node = STRICT.readTree(document);
            if (node == null || node.isMissingNode()) {
                return Optional.of("an empty result");
            }
            return objection(node);
        } catch (StreamConstraintsException e) {
            return Optional.of(exceeded(e));
        } catch (JsonProcessingException e) {
            return Optional.of(unread(e));
        }
    }

    /// The reason why a text is no JSON, on one line.
    static String unread(JsonProcessingException e) {
        return Json.objection(e).lines().findFirst().orElse("no JSON");
    }

    /// The bound that a document exceeds; Jackson has one class for all of them.
    static String exceeded(StreamConstraintsException e) {
        var message = String.valueOf(e.getMessage());
        if (message.contains("nesting depth")) {
            return "nested more than %d deep".formatted(DEPTH);
        }
        return message.startsWith("Number value length") ? LONG_NUMBER : e.getOriginalMessage();
    }

    /// Whether a reason is only that a number is too long: no sign of ill will.
    static boolean isLongNumber(String why) {
        return why.equals(LONG_NUMBER);
    }

    /// The reason why a parsed document may not cross; empty where it may.
    static Optional<String> objection(JsonNode node) {
        return surrogates(node) ? Optional.of("text with a lone surrogate") : endless(node);
    }

    /// A number that Python would silently read as an infinity.
    private static Optional<String> endless(JsonNode node) {
        if (node.isFloatingPointNumber() && Double.isInfinite(node.doubleValue())) {
            return Optional.of(
                    "the number %s is beyond what a float holds"
                            .formatted(Ellipsis.of(node.asText(), SHOWN)));
        }
        for (var item : node) {
            var why = endless(item);
            if (why.isPresent()) {
                return why;
            }
        }
        return Optional.empty();
    }

    private static boolean surrogates(JsonNode node) {
        if (node.isTextual()) {
            return alone(node.textValue());
        }
        if (node.isObject()) {
            for (var entry : node.properties()) {
                if (alone(entry.getKey()) || surrogates(entry.getValue())) {
                    return true;
                }
            }
            return false;
        }
        for (var item : node) {
            if (surrogates(item)) {
                return true;
            }
        }
        return false;
    }

    private static boolean alone(String text) {
        return !StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /// A JSON document in ASCII with its escapes resolved, except those of characters that a
    /// terminal obeys, that JSON needs escaped, or that are half a pair.
    public static String readable(String ascii) {
        var text = new StringBuilder(ascii.length());
        for (int i = 0; i < ascii.length(); i++) {
            char c = ascii.charAt(i);
            if (c != '\\' || i + 1 >= ascii.length()) {
                text.append(c);
            } else if (ascii.charAt(i + 1) != 'u' || i + 6 > ascii.length()) {
                text.append(c).append(ascii.charAt(++i));
            } else {
                char unit = (char) Integer.parseInt(ascii, i + 2, i + 6, 16);
                boolean pair =
                        Character.isHighSurrogate(unit)
                                && ascii.startsWith("\\u", i + 6)
                                && i + 12 <= ascii.length();
                if (pair) {
                    char low = (char) Integer.parseInt(ascii, i + 8, i + 12, 16);
                    text.append(unit).append(low);
                    i += 11;
                } else if (unit == '"' || unit == '\\' || obeyed(unit)) {
                    text.append(ascii, i, i + 6);
                    i += 5;
                } else {
                    text.append(unit);
                    i += 5;
                }
            }
        }
        return text.toString();
    }

    private static boolean obeyed(int c) {
        boolean control = c < 0x20 || (c >= 0x7f && c <= 0x9f);
        boolean direction =
                (c >= 0x202a && c <= 0x202e)
                        || (c >= 0x2066 && c <= 0x2069)
                        || c == 0x200e
                        || c == 0x200f
                        || c == 0x061c;
        boolean half = c >= 0xd800 && c <= 0xdfff;
        return control || direction || half;
    }

    /// The text without terminal controls: C0 but for tab and line feed, DEL, C1, and the
    /// characters that turn the direction of writing. Escape sequences lose their escape.
    public static String harmless(String text) {
        var kept = new StringBuilder(text.length());
        text.codePoints()
                .forEach(c -> {
                    if (c == '\n' || c == '\t' || !obeyed(c)) {
                        kept.appendCodePoint(c);
                    } else {
                        kept.append('\ufffd');
                    }
                });
        return kept.toString();
    }
}
