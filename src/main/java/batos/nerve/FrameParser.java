package batos.nerve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads the line of a [Frame]. Whoever is at the other end may be broken or hostile: everything
/// that is not a flat object of known values is an [IOException] with its position.
final class FrameParser {
    private static final int MOST_FIELDS = 64;

    private final String text;
    private int at;

    FrameParser(String text) {
        this.text = text;
    }

    Map<String, Object> object() throws IOException {
        var fields = new LinkedHashMap<String, Object>();
        expect('{');
        if (!taken('}')) {
            do {
                var name = string();
                expect(':');
                if (fields.put(name, value()) != null || fields.size() > MOST_FIELDS) {
                    throw fault("a field twice, or too many");
                }
            } while (taken(','));
            expect('}');
        }
        blanks();
        if (at < text.length()) {
            throw fault("something behind the frame");
        }
        return fields;
    }

    private Object value() throws IOException {
        blanks();
        if (at >= text.length()) {
            throw fault("no value");
        }
        return switch (text.charAt(at)) {
            case '"' -> string();
            case '[' -> strings();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            default -> number();
        };
    }

    private Object word(String word, boolean value) throws IOException {
        if (!text.startsWith(word, at)) {
            throw fault("no value");
        }
        at += word.length();
        return value;
    }

    private Long number() throws IOException {
        var from = at;
        while (at < text.length() && "-0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return Long.parseLong(text.substring(from, at));
        } catch (NumberFormatException e) {
            throw new IOException(where("no whole number", from), e);
        }
    }

    private List<String> strings() throws IOException {
        var all = new ArrayList<String>();
        expect('[');
        if (!taken(']')) {
            do {
                all.add(string());
            } while (taken(','));
            expect(']');
        }
        return all;
    }

    private String string() throws IOException {
        expect('"');
        var plain = at;
        while (plain < text.length() && text.charAt(plain) != '"' && text.charAt(plain) != '\\') {
            plain++;
        }
        var read = new StringBuilder(text.substring(at, plain));
        at = plain;
        while (at < text.length() && text.charAt(at) != '"') {
            var c = text.charAt(at++);
            read.append(c == '\\' ? escaped() : c);
        }
        expect('"');
        return read.toString();
    }

    private char escaped() throws IOException {
        if (at >= text.length()) {
            throw fault("an escape without its character");
        }
        return switch (text.charAt(at++)) {
            case '"' -> '"';
            case '\\' -> '\\';
            case '/' -> '/';
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw fault("an unknown escape");
        };
    }

    private char unicode() throws IOException {
        var code = 0;
        for (var i = 0; i < 4; i++) {
            var digit = at < text.length() ? Character.digit(text.charAt(at++), 16) : -1;
            if (digit < 0) {
                throw fault("an escape without four hexadecimal digits");
            }
            code = code << 4 | digit;
        }
        return (char) code;
    }

    private void blanks() {
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
    }

    private boolean taken(char c) {
        blanks();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) throws IOException {
        if (!taken(c)) {
            throw fault("'" + c + "' is missing");
        }
    }

    private IOException fault(String what) {
        return new IOException(where(what, at));
    }

    private static String where(String what, int position) {
        return "no frame of the nerve: " + what + " at character " + position;
    }
}
