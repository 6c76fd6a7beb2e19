package batos.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// TOML as settings.toml and codex.toml are written: tables by bare names, one key a line, texts,
/// numbers, booleans and lists of these. The library needs longer to load its grammar than most
/// commands take; so it reads only what is more than this, and everything that has a mistake, whose
/// words are the library's. What is read here is read as the library does, places included
/// (`PlainTomlTest`).
final class PlainToml {
    /// @param places of the values, by their addresses
    record Read(Map<String, Object> root, Map<String, TomlTree.Place> places) {}

    /// Something that only the library reads.
    private static final class NotPlain extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotPlain() {
            super(null, null, false, false);
        }
    }

    private final String text;
    private final Map<String, Object> root = new LinkedHashMap<>();
    private final Map<String, TomlTree.Place> places = new LinkedHashMap<>();
    private int at;
    private int line = 1;
    private int lineStart;
    private Map<String, Object> table = root;
    private String prefix = "";

    private PlainToml(String text) {
        this.text = text;
    }

    /// Empty where the text is more than plain.
    static Optional<Read> read(String text) {
        var reader = new PlainToml(text);
        try {
            reader.document();
            return Optional.of(new Read(reader.root, reader.places));
        } catch (NotPlain e) {
            return Optional.empty();
        }
    }

    private void document() {
        while (true) {
            blank();
            if (at >= text.length()) {
                return;
            }
            if (peek() == '[') {
                header();
            } else {
                entry();
            }
            while (isSpace(peek())) {
                at++;
            }
            if (peek() == '#') {
                comment();
            }
            if (at < text.length() && peek() != '\n') {
                throw new NotPlain();
            }
        }
    }

    /// 0 at the end. Characters that the library would complain about, or counts its own way, are
    /// none of ours.
    private char peek() {
        if (at >= text.length()) {
            return 0;
        }
        var c = text.charAt(at);
        if ((c < ' ' && c != '\n') || c == 0x7f || Character.isSurrogate(c)) {
            throw new NotPlain();
        }
        return c;
    }

    private static boolean isSpace(char c) {
        return c == ' ';
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw new NotPlain();
        }
        at++;
    }

    /// Skips spaces, line ends and comments.
    private void blank() {
        for (var c = peek(); c != 0; c = peek()) {
            if (c == '\n') {
                at++;
                line++;
                lineStart = at;
            } else if (isSpace(c)) {
                at++;
            } else if (c == '#') {
                comment();
            } else {
                return;
            }
        }
    }

    private void comment() {
        while (at < text.length() && peek() != '\n') {
            at++;
        }
    }

    private TomlTree.Place here() {
        return new TomlTree.Place(line, at - lineStart + 1);
    }

    private String name() {
        var start = at;
        for (var c = peek(); isNamePart(c); c = peek()) {
            at++;
        }
        if (at == start) {
            throw new NotPlain();
        }
        return text.substring(start, at);
    }

    private static boolean isNamePart(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '-';
    }

    /// Only tables that are new, and below nothing but tables.
    private void header() {
        var place = here();
        expect('[');
        table = root;
        prefix = "";
        for (var last = false; !last; ) {
            var name = name();
            last = peek() == ']';
            expect(last ? ']' : '.');
            var below = table.get(name);
            if (below == null) {
                below = new LinkedHashMap<String, Object>();
                table.put(name, below);
                places.put(prefix + name, place);
            } else if (last) {
                throw new NotPlain();
            }
            table = table(below);
            prefix += name + ".";
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> table(Object value) {
        if (value instanceof Map<?, ?>) {
            return (Map<String, Object>) value;
        }
        throw new NotPlain();
    }

    private void entry() {
        var place = here();
        var name = name();
        while (isSpace(peek())) {
            at++;
        }
        expect('=');
        while (isSpace(peek())) {
            at++;
        }
        if (table.containsKey(name)) {
            throw new NotPlain();
        }
        places.put(prefix + name, place);
        table.put(name, value(prefix + name));
    }

    private Object value(String address) {
        return switch (peek()) {
            case '"' -> string();
            case '[' -> list(address);
            default -> word();
        };
    }

    private List<Object> list(String address) {
        var list = new ArrayList<Object>();
        expect('[');
        blank();
        while (peek() != ']') {
            var item = address + "[" + list.size() + "]";
            if (peek() == '[') {
                throw new NotPlain();
            }
            places.put(item, here());
            list.add(value(item));
            blank();
            if (peek() == ',') {
                at++;
                blank();
            } else if (peek() != ']') {
                throw new NotPlain();
            }
        }
        at++;
        return list;
    }

    private Object word() {
        var start = at;
        for (var c = peek(); isNamePart(c) || c == '.' || c == '+'; c = peek()) {
            at++;
        }
        var word = text.substring(start, at);
        if (word.equals("true") || word.equals("false")) {
            return word.equals("true");
        }
        var value = number(word);
        if (value == null) {
            throw new NotPlain();
        }
        return value;
    }

    /// `Long`, `Double`, or null for what is written with more than digits, sign and point.
    private static @Nullable Object number(String word) {
        var digits = word.startsWith("-") ? word.substring(1) : word;
        var point = digits.indexOf('.');
        var whole = point < 0 ? digits : digits.substring(0, point);
        var rest = point < 0 ? "" : digits.substring(point + 1);
        if (!isDigits(whole)
                || (whole.length() > 1 && whole.charAt(0) == '0')
                || (point >= 0 && !isDigits(rest))) {
            return null;
        }
        return point < 0 ? (Object) Long.valueOf(word) : (Object) Double.valueOf(word);
    }

    private static boolean isDigits(String text) {
        if (text.isEmpty() || text.length() > 17) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private String string() {
        var many = text.startsWith("\"\"\"", at);
        at += many ? 3 : 1;
        if (many && peek() == '\n') {
            lineEnd();
        }
        var said = new StringBuilder();
        while (!(many ? text.startsWith("\"\"\"", at) : peek() == '"')) {
            var c = peek();
            if (c == 0 || (c == '\n' && !many)) {
                throw new NotPlain();
            }
            if (c == '\\') {
                at++;
                escaped(said, many);
            } else if (c == '\n') {
                said.append(c);
                lineEnd();
            } else {
                said.append(c);
                at++;
            }
        }
        at += many ? 3 : 1;
        if (many && peek() == '"') {
            throw new NotPlain();
        }
        return said.toString();
    }

    private void lineEnd() {
        at++;
        line++;
        lineStart = at;
    }

    private void escaped(StringBuilder said, boolean many) {
        var c = peek();
        switch (c) {
            case 'n' -> said.append('\n');
            case 't' -> said.append('\t');
            case '"', '\\' -> said.append(c);
            case '\n' -> {
                if (!many) {
                    throw new NotPlain();
                }
                while (peek() == '\n' || isSpace(peek())) {
                    if (peek() == '\n') {
                        lineEnd();
                    } else {
                        at++;
                    }
                }
                return;
            }
            default -> throw new NotPlain();
        }
        at++;
    }
}
