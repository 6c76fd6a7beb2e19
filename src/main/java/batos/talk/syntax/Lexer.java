package batos.talk.syntax;

import static batos.talk.syntax.Token.Sort.*;

import java.util.ArrayList;
import java.util.List;

/// Cuts a source into tokens. A faulty character becomes a token too, so that the parser names its
/// place.
final class Lexer {
    private static final String BINARY_SIGNS = "+-*/\\<>=~@%|&?,";

    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private final ReadingBudget budget = new ReadingBudget();
    private int at;

    private Lexer(String source) {
        this.source = source;
    }

    static List<Token> tokens(String source) {
        var lexer = new Lexer(source);
        if (source.startsWith("#!")) {
            while (lexer.at < source.length() && source.charAt(lexer.at) != '\n') {
                lexer.at++;
            }
        }
        while (lexer.next()) {
            lexer.budget.spend();
        }
        lexer.tokens.add(new Token(END, source.length(), source.length(), ""));
        return lexer.tokens;
    }

    private char peek(int ahead) {
        return at + ahead < source.length() ? source.charAt(at + ahead) : '\0';
    }

    private void add(Token.Sort sort, int start, String text) {
        tokens.add(new Token(sort, start, at, text));
    }

    private boolean next() {
        while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
            at++;
        }
        if (at >= source.length()) {
            return false;
        }
        var start = at;
        var c = source.charAt(at);
        if (c == '"') {
            return comment(start);
        }
        if (Character.isLetter(c) || (c == '_' && isNamePart(peek(1)))) {
            name(start);
        } else if (isDigit(c) || (c == '-' && isDigit(peek(1)) && operandExpected())) {
            at = NumberReader.end(source, at);
            add(NUMBER, start, source.substring(start, at));
        } else if (c == '\'') {
            quoted(start, STRING);
        } else if (c == '$') {
            character(start);
        } else if (c == '#') {
            hash(start);
        } else if (BINARY_SIGNS.indexOf(c) >= 0) {
            binary();
            add(BINARY, start, source.substring(start, at));
        } else {
            sign(start, c);
        }
        return true;
    }

    private void sign(int start, char c) {
        at++;
        if (c == ':' && peek(0) == '=') {
            at++;
            add(ASSIGN, start, ":=");
            return;
        }
        var sort =
                switch (c) {
                    case '(' -> OPEN;
                    case ')' -> CLOSE;
                    case '[' -> OPEN_BLOCK;
                    case ']' -> CLOSE_BLOCK;
                    case '{' -> OPEN_BRACE;
                    case '}' -> CLOSE_BRACE;
                    case '^' -> RETURN;
                    case '.' -> PERIOD;
                    case ';' -> SEMICOLON;
                    case ':' -> COLON;
                    case '!' -> BANG;
                    case '_' -> ASSIGN;
                    default -> WRONG;
                };
        add(sort, start, String.valueOf(c));
    }

    private boolean comment(int start) {
        var end = source.indexOf('"', at + 1);
        if (end < 0) {
            at = source.length();
            add(UNFINISHED, start, "a comment that begins here has no end");
            return true;
        }
        at = end + 1;
        return true;
    }

    /// A name, a keyword, or a path of capitalised names such as `SystemExceptions.NotFound`.
    private void name(int start) {
        skipName();
        if (peek(0) == ':' && peek(1) != '=') {
            at++;
            add(KEYWORD, start, source.substring(start, at));
            return;
        }
        while (Character.isUpperCase(source.charAt(start))
                && peek(0) == '.'
                && Character.isUpperCase(peek(1))) {
            at++;
            skipName();
        }
        add(NAME, start, source.substring(start, at));
    }

    private void skipName() {
        var end = at;
        while (end < source.length() && isNamePart(source.charAt(end))) {
            end++;
        }
        at = end;
    }

    private void quoted(int start, Token.Sort sort) {
        var text = new StringBuilder();
        at++;
        while (true) {
            var end = source.indexOf('\'', at);
            if (end < 0) {
                at = source.length();
                add(UNFINISHED, start, "a string that begins here has no end");
                return;
            }
            text.append(source, at, end);
            at = end + 1;
            if (peek(0) != '\'') {
                add(sort, start, text.toString());
                return;
            }
            text.append('\'');
            at++;
        }
    }

    private void character(int start) {
        at++;
        if (at >= source.length()) {
            add(UNFINISHED, start, "a character is expected after $");
            return;
        }
        if (peek(0) == '<' && isDigit(peek(1))) {
            var close = source.indexOf('>', at);
            var inside = close < 0 ? "" : source.substring(at + 1, close);
            if (inside.matches("\\d{1,7}|\\d{1,2}r[0-9A-Z]{1,6}")
                    && NumberReader.read(inside) instanceof Literal.Whole(var value)
                    && Character.isValidCodePoint(value.intValue())) {
                at = close + 1;
                add(CHARACTER, start, Character.toString(value.intValue()));
                return;
            }
        }
        var point = source.codePointAt(at);
        at += Character.charCount(point);
        add(CHARACTER, start, Character.toString(point));
    }

    private void hash(int start) {
        at++;
        switch (peek(0)) {
            case '(' -> sign(start, 1, LITERAL_ARRAY);
            case '[' -> sign(start, 1, BYTE_ARRAY);
            case '{' -> sign(start, 1, BINDING);
            case '\'' -> quoted(start, SYMBOL);
            case '#' -> {
                if (peek(1) == '(') {
                    sign(start, 2, CONSTANT);
                } else {
                    at++;
                    add(WRONG, start, "##");
                }
            }
            default -> symbol(start);
        }
    }

    private void sign(int start, int length, Token.Sort sort) {
        at += length;
        add(sort, start, source.substring(start, at));
    }

    private void symbol(int start) {
        if (BINARY_SIGNS.indexOf(peek(0)) >= 0 && peek(0) != '\0') {
            binary();
        } else if (Character.isLetter(peek(0)) || peek(0) == '_') {
            while (at < source.length()
                    && (isNamePart(peek(0))
                            || (peek(0) == ':' && peek(1) != '=')
                            || (peek(0) == '.' && Character.isLetter(peek(1))))) {
                at++;
            }
        } else {
            add(WRONG, start, "#");
            return;
        }
        add(SYMBOL, start, source.substring(start + 1, at));
    }

    private void binary() {
        at++;
        while (BINARY_SIGNS.indexOf(peek(0)) >= 0
                && peek(0) != '\0'
                && !(peek(0) == '-' && isDigit(peek(1)))) {
            at++;
        }
    }

    private boolean operandExpected() {
        if (tokens.isEmpty()) {
            return true;
        }
        return switch (tokens.getLast().sort()) {
            case NAME, NUMBER, STRING, SYMBOL, CHARACTER, CLOSE, CLOSE_BLOCK, CLOSE_BRACE -> false;
            case KEYWORD,
                    BINARY,
                    LITERAL_ARRAY,
                    BYTE_ARRAY,
                    BINDING,
                    CONSTANT,
                    OPEN,
                    OPEN_BLOCK,
                    OPEN_BRACE,
                    ASSIGN,
                    RETURN,
                    PERIOD,
                    SEMICOLON,
                    COLON,
                    BANG,
                    END,
                    WRONG,
                    UNFINISHED ->
                    true;
        };
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isNamePart(char c) {
        return (c >= 'a' && c <= 'z') || Character.isLetterOrDigit(c) || c == '_';
    }
}
