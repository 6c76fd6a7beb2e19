package batos.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// The objects that [JsonFields] reads, as long as they are as plain as we write them: whole
/// numbers of at most 18 digits, texts without `\\u`, objects within one another to a small depth,
/// no name twice. It answers nothing for anything else and for anything wrong, which [JsonFields]
/// gives to the library to read or refuse. What it does read it reads as the library does, without
/// loading the library's classes.
final class PlainFields {
    private static final int DEEPEST = 8;
    private static final int LONGEST = 1 << 16;
    private static final int DIGITS = 18;

    private final String text;
    private int at;

    PlainFields(String text) {
        this.text = text;
    }

    /// Empty where it is not plain.
    Optional<SequencedMap<String, Object>> read() {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var fields = peek() == '{' ? object(1) : null;
        return fields == null || peek() != 0 || at < text.length()
                ? Optional.empty()
                : Optional.of(fields);
    }

    /// The next character that is no space; 0 at the end.
    private char peek() {
        while (at < text.length()) {
            var c = text.charAt(at);
            if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
                return c;
            }
            at++;
        }
        return 0;
    }

    private boolean skip(char wanted) {
        var there = peek() == wanted;
        if (there) {
            at++;
        }
        return there;
    }

    private @Nullable SequencedMap<String, Object> object(int depth) {
        var fields = new LinkedHashMap<String, Object>();
        at++;
        if (skip('}')) {
            return Collections.unmodifiableSequencedMap(fields);
        }
        do {
            var name = string();
            if (name == null || !skip(':')) {
                return null;
            }
            var value = value(depth);
            if (value == null || fields.put(name, value) != null) {
                return null;
            }
        } while (skip(','));
        return skip('}') ? Collections.unmodifiableSequencedMap(fields) : null;
    }

    private @Nullable Object value(int depth) {
        return switch (peek()) {
            case '"' -> string();
            case '{' -> depth < DEEPEST ? object(depth + 1) : null;
            default -> number();
        };
    }

    private @Nullable Long number() {
        var start = at;
        skip('-');
        var first = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        var digits = at - first;
        if (digits == 0 || digits > DIGITS || (digits > 1 && text.charAt(first) == '0')) {
            return null;
        }
        var next = peek();
        return next == ',' || next == '}' ? Long.valueOf(text.substring(start, at).strip()) : null;
    }

    private @Nullable String string() {
        if (peek() != '"') {
            return null;
        }
        var start = ++at;
        StringBuilder escaped = null;
        while (at < text.length()) {
            var c = text.charAt(at++);
            if (c == '"') {
                return escaped == null
                        ? text.substring(start, at - 1)
                        : escaped.append(text, start, at - 1).toString();
            }
            if (c < ' ') {
                return null;
            }
            if (c == '\\') {
                if (at == text.length()) {
                    return null;
                }
                var meant = "\"\\/bfnrt".indexOf(text.charAt(at++));
                if (meant < 0) {
                    return null;
                }
                escaped = escaped == null ? new StringBuilder() : escaped;
                escaped.append(text, start, at - 2).append("\"\\/\b\f\n\r\t".charAt(meant));
                start = at;
            }
        }
        return null;
    }
}
