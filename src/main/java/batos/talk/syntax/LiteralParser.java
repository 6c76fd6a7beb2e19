package batos.talk.syntax;

import static batos.talk.syntax.Token.Sort.*;

import java.math.BigInteger;
import java.util.ArrayList;

/// Reads constants.
final class LiteralParser {
    private final TokenReader tokens;

    LiteralParser(TokenReader tokens) {
        this.tokens = tokens;
    }

    Literal literal() {
        var token = tokens.next();
        return switch (token.sort()) {
            case NUMBER -> number(token, token.text());
            case STRING -> new Literal.Text(token.text());
            case SYMBOL -> new Literal.Sign(token.text());
            case CHARACTER -> new Literal.Letter(token.text().codePointAt(0));
            case LITERAL_ARRAY -> many(CLOSE);
            case BYTE_ARRAY -> bytes();
            case BINDING -> {
                var name = tokens.expect(NAME, "a name");
                tokens.expect(CLOSE_BRACE, "}");
                yield new Literal.Binding(name.text());
            }
            case BINARY -> {
                if (token.isBinary("-") && tokens.at(NUMBER)) {
                    yield number(token, "-" + tokens.next().text());
                }
                throw tokens.fault("a literal", token);
            }
            default -> throw tokens.fault("a literal", token);
        };
    }

    private Literal number(Token token, String text) {
        try {
            return NumberReader.read(text);
        } catch (NumberFormatException e) {
            throw new SyntaxFault(String.valueOf(e.getMessage()), token.start(), false);
        }
    }

    private Literal many(Token.Sort close) {
        tokens.deeper();
        var items = new ArrayList<Literal>();
        while (!tokens.at(close)) {
            items.add(item());
        }
        tokens.next();
        tokens.shallower();
        return new Literal.Many(items);
    }

    /// Inside a literal array bare names are symbols.
    @SuppressWarnings("RefactorSwitch") // every case is a step of its own
    private Literal item() {
        var token = tokens.peek();
        switch (token.sort()) {
            case NAME -> {
                tokens.next();
                return switch (token.text()) {
                    case "nil", "true", "false" -> new Literal.Word(token.text());
                    default -> new Literal.Sign(token.text());
                };
            }
            case KEYWORD -> {
                var sign = new StringBuilder(tokens.next().text());
                var end = token.end();
                while (tokens.peek().start() == end && (tokens.at(KEYWORD) || tokens.at(NAME))) {
                    end = tokens.peek().end();
                    sign.append(tokens.next().text());
                }
                return new Literal.Sign(sign.toString());
            }
            case BINARY -> {
                if (token.isBinary("-")
                        && tokens.peek(1).is(NUMBER)
                        && tokens.peek(1).start() == token.end()) {
                    return literal();
                }
                tokens.next();
                return new Literal.Sign(token.text());
            }
            case OPEN -> {
                tokens.next();
                return many(CLOSE);
            }
            case OPEN_BLOCK -> {
                tokens.next();
                return bytes();
            }
            case OPEN_BRACE -> {
                tokens.next();
                return many(CLOSE_BRACE);
            }
            default -> {
                return literal();
            }
        }
    }

    private Literal bytes() {
        var items = new ArrayList<Integer>();
        while (!tokens.at(CLOSE_BLOCK)) {
            var token = tokens.peek();
            if (literal() instanceof Literal.Whole(var value)
                    && value.signum() >= 0
                    && value.compareTo(BigInteger.valueOf(255)) <= 0) {
                items.add(value.intValue());
            } else {
                throw tokens.fault("a byte from 0 to 255", token);
            }
        }
        tokens.next();
        return new Literal.Bytes(items);
    }
}
