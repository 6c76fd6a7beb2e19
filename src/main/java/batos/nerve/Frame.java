package batos.nerve;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// One message on the wire: a flat JSON object on one line. Its values are strings, whole numbers,
/// booleans and lists of strings; `t` names its kind.
///
/// The codec is the nerve's own so that a one-shot client loads no JSON library: it reads and
/// writes what this class can hold and refuses everything else.
public final class Frame {
    private static final String KIND = "t";

    private final Map<String, Object> fields;

    private Frame(Map<String, Object> fields) {
        this.fields = fields;
    }

    /// An empty frame of that kind.
    public static Frame of(String kind) {
        var fields = new LinkedHashMap<String, Object>();
        fields.put(KIND, kind);
        return new Frame(fields);
    }

    /// @throws IOException when the line is not what [#line()] writes
    public static Frame parse(String line) throws IOException {
        return new Frame(new FrameParser(line).object());
    }

    /// The same again; a change to one is none to the other.
    Frame copy() {
        return new Frame(new LinkedHashMap<>(fields));
    }

    public String kind() {
        return text(KIND);
    }

    public Frame put(String name, String value) {
        fields.put(name, value);
        return this;
    }

    public Frame put(String name, long value) {
        fields.put(name, value);
        return this;
    }

    public Frame put(String name, boolean value) {
        fields.put(name, value);
        return this;
    }

    public Frame put(String name, List<String> value) {
        fields.put(name, List.copyOf(value));
        return this;
    }

    public Frame put(String name, byte[] value) {
        return put(name, Base64.getEncoder().encodeToString(value));
    }

    /// The text of that name; empty where there is none.
    public String text(String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    /// The number of that name; 0 where there is none.
    public long number(String name) {
        return fields.get(name) instanceof Long number ? number : 0;
    }

    public boolean flag(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    public List<String> texts(String name) {
        return fields.get(name) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /// @throws IOException when the text is not Base64
    public byte[] bytes(String name) throws IOException {
        try {
            return Base64.getDecoder().decode(text(name));
        } catch (IllegalArgumentException e) {
            throw new IOException("the field " + name + " is not Base64", e);
        }
    }

    /// The JSON text, without a line's end.
    public String line() {
        var text = new StringBuilder(64);
        var between = '{';
        for (var field : fields.entrySet()) {
            text.append(between);
            quote(field.getKey(), text);
            text.append(':');
            write(field.getValue(), text);
            between = ',';
        }
        return text.append('}').toString();
    }

    byte[] encoded() {
        return (line() + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void write(Object value, StringBuilder to) {
        if (value instanceof List<?> list) {
            to.append('[');
            for (var i = 0; i < list.size(); i++) {
                if (i > 0) {
                    to.append(',');
                }
                quote(String.valueOf(list.get(i)), to);
            }
            to.append(']');
        } else if (value instanceof String text) {
            quote(text, to);
        } else {
            to.append(value);
        }
    }

    private static void quote(String text, StringBuilder to) {
        to.append('"');
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            switch (c) {
                case '"' -> to.append("\\\"");
                case '\\' -> to.append("\\\\");
                case '\n' -> to.append("\\n");
                case '\r' -> to.append("\\r");
                case '\t' -> to.append("\\t");
                default -> {
                    if (c < ' ' || Character.isSurrogate(c)) {
                        to.append("\\u");
                        for (var shift = 12; shift >= 0; shift -= 4) {
                            to.append(Character.forDigit((c >> shift) & 15, 16));
                        }
                    } else {
                        to.append(c);
                    }
                }
            }
        }
        to.append('"');
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frame frame && frame.fields.equals(fields);
    }

    @Override
    public int hashCode() {
        return fields.hashCode();
    }

    @Override
    public String toString() {
        return line();
    }
}
