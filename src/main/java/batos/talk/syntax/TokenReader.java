package batos.talk.syntax;

import batos.text.Ellipsis;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A source being read, token by token.
final class TokenReader {
    private static final int DEEPEST = 400;

    final String source;
    private final List<Token> tokens;
    private final ReadingBudget budget = new ReadingBudget();
    private int index;
    private int depth;

    TokenReader(String source) {
        this.source = source;
        this.tokens = Lexer.tokens(source);
    }

    Token peek() {
        return tokens.get(index);
    }

    Token peek(int ahead) {
        return tokens.get(Math.min(index + ahead, tokens.size() - 1));
    }

    Token next() {
        var token = tokens.get(index);
        budget.spend();
        if (index < tokens.size() - 1) {
            index++;
        }
        return token;
    }

    int index() {
        return index;
    }

    void back(int to) {
        index = to;
    }

    boolean at(Token.Sort sort) {
        return peek().is(sort);
    }

    boolean skip(Token.Sort sort) {
        if (at(sort)) {
            next();
            return true;
        }
        return false;
    }

    Token expect(Token.Sort sort, String what) {
        if (!at(sort)) {
            throw fault(what);
        }
        return next();
    }

    SyntaxFault fault(String message) {
        return fault(message, peek());
    }

    SyntaxFault fault(String message, Token token) {
        return switch (token.sort()) {
            case END ->
                    new SyntaxFault(
                            message + " is expected, but the text ends", token.start(), true);
            case UNFINISHED -> new SyntaxFault(token.text(), token.start(), true);
            case WRONG ->
                    new SyntaxFault(
                            "'" + token.text() + "' means nothing here", token.start(), false);
            default ->
                    new SyntaxFault(
                            message + " is expected, not '" + shown(token) + "'",
                            token.start(),
                            false);
        };
    }

    private String shown(Token token) {
        var text = source.substring(token.start(), token.end());
        return Ellipsis.of(text, 30);
    }

    void deeper() {
        if (++depth > DEEPEST) {
            throw new SyntaxFault(
                    "nested deeper than " + DEEPEST + " levels", peek().start(), false);
        }
    }

    void shallower() {
        depth--;
    }

    /// The index of the bracket that closes the one at the given index.
    int closing(int open) {
        var nested = 0;
        for (var i = open; i < tokens.size(); i++) {
            switch (tokens.get(i).sort()) {
                case OPEN_BLOCK, BYTE_ARRAY -> nested++;
                case CLOSE_BLOCK -> {
                    if (--nested == 0) {
                        return i;
                    }
                }
                case WRONG, UNFINISHED -> throw fault("", tokens.get(i));
                default -> {}
            }
        }
        throw new SyntaxFault("this bracket is never closed", tokens.get(open).start(), true);
    }

    Token token(int i) {
        return tokens.get(i);
    }

    /// Moves behind the end of a broken statement: the next period or bang outside brackets.
    void recover() {
        var nested = 0;
        while (!at(Token.Sort.END)) {
            switch (next().sort()) {
                case OPEN, OPEN_BLOCK, OPEN_BRACE, LITERAL_ARRAY, BYTE_ARRAY, BINDING, CONSTANT ->
                        nested++;
                case CLOSE, CLOSE_BLOCK, CLOSE_BRACE -> nested = Math.max(0, nested - 1);
                case PERIOD -> {
                    if (nested == 0) {
                        return;
                    }
                }
                case BANG -> {
                    return;
                }
                default -> {}
            }
        }
    }

    @Nullable Token previous() {
        return index == 0 ? null : tokens.get(index - 1);
    }
}
