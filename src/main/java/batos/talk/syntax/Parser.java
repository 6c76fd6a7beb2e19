package batos.talk.syntax;

import static batos.talk.syntax.Token.Sort.*;

import java.util.ArrayList;
import java.util.List;

/// Reads expressions, bodies and methods.
public final class Parser {
    private final TokenReader tokens;
    private final LiteralParser literals;

    Parser(TokenReader tokens) {
        this.tokens = tokens;
        this.literals = new LiteralParser(tokens);
    }

    /// One method in brackets: `increment: by [ n := n + by ]`.
    ///
    /// @throws SyntaxFault with the offset of the fault
    public static MethodTree method(String text) {
        var tokens = new TokenReader(text);
        var method = new Parser(tokens).method();
        if (!tokens.at(END)) {
            throw tokens.fault("the end of the method");
        }
        return method;
    }

    /// A method in brackets, made of one in either form: with them, or as the Blue Book writes it,
    /// `increment: by n := n + by`.
    ///
    /// @throws SyntaxFault where there is no message pattern
    public static String bracketed(String text) {
        var tokens = new TokenReader(text);
        new Parser(tokens).pattern(new ArrayList<>());
        if (tokens.at(OPEN_BLOCK) && tokens.token(tokens.closing(tokens.index()) + 1).is(END)) {
            return text;
        }
        var at = tokens.peek().start();
        return text.substring(0, at) + "[ " + text.substring(at) + " ]";
    }

    /// Statements, with their temporaries.
    ///
    /// @throws SyntaxFault with the offset of the fault
    public static Expression.Body body(String text) {
        var tokens = new TokenReader(text);
        var body = new Parser(tokens).body();
        if (!tokens.at(END)) {
            throw tokens.fault("the end of the statement");
        }
        return body;
    }

    private SourceOffset here() {
        return new SourceOffset(tokens.peek().start());
    }

    MethodTree method() {
        var parameters = new ArrayList<String>();
        var selector = pattern(parameters);
        tokens.expect(OPEN_BLOCK, "[");
        var temporaries = new ArrayList<String>();
        var primitive = "";
        var category = "";
        while (true) {
            if (tokens.peek().isBinary("<") && tokens.peek(1).is(KEYWORD)) {
                tokens.next();
                var key = tokens.next().text();
                var value = attribute();
                if (key.equals("primitive:")) {
                    primitive = value;
                } else if (key.equals("category:")) {
                    category = value;
                }
            } else if (tokens.peek().isBinary("<")
                    && tokens.peek(1).is(NAME)
                    && tokens.peek(2).isBinary(">")) {
                // A word of its own, such as `<native>`, says nothing to the language.
                tokens.next();
                tokens.next();
                tokens.next();
            } else if (!temporaries(temporaries)) {
                break;
            }
        }
        var statements = statements(temporaries);
        tokens.expect(CLOSE_BLOCK, "]");
        return new MethodTree(
                selector,
                parameters,
                primitive.isEmpty() ? null : primitive,
                category,
                new Expression.Body(temporaries, statements));
    }

    /// The value of `<key: value>` behind its key, as text.
    private String attribute() {
        var token = tokens.peek();
        String value;
        if (token.is(NAME)) {
            value = tokens.next().text();
        } else {
            value =
                    switch (literals.literal()) {
                        case Literal.Text(var text) -> text;
                        case Literal.Sign(var text) -> text;
                        case Literal.Whole(var number) -> number.toString();
                        default -> "";
                    };
        }
        while (tokens.at(KEYWORD)) {
            tokens.next();
            literals.literal();
        }
        if (!tokens.peek().isBinary(">")) {
            throw tokens.fault(">");
        }
        tokens.next();
        return value;
    }

    /// Reads a message pattern and answers its selector.
    String pattern(List<String> parameters) {
        if (tokens.at(NAME)) {
            return tokens.next().text();
        }
        if (tokens.at(BINARY)) {
            var selector = tokens.next().text();
            parameters.add(tokens.expect(NAME, "a parameter").text());
            return selector;
        }
        var selector = new StringBuilder();
        do {
            selector.append(tokens.expect(KEYWORD, "a selector").text());
            parameters.add(tokens.expect(NAME, "a parameter").text());
        } while (tokens.at(KEYWORD));
        return selector.toString();
    }

    Expression.Body body() {
        var temporaries = new ArrayList<String>();
        while (temporaries(temporaries)) {}
        return new Expression.Body(temporaries, statements(temporaries));
    }

    /// `| a b |`, if it stands here.
    boolean temporaries(List<String> into) {
        if (tokens.peek().isBinary("||")) {
            tokens.next();
            return true;
        }
        if (!tokens.peek().isBinary("|")) {
            return false;
        }
        tokens.next();
        while (tokens.at(NAME)) {
            into.add(tokens.next().text());
        }
        if (!tokens.peek().isBinary("|")) {
            throw tokens.fault("a variable's name or |");
        }
        tokens.next();
        return true;
    }

    private List<Expression> statements(List<String> temporaries) {
        var statements = new ArrayList<Expression>();
        while (true) {
            while (tokens.skip(PERIOD)) {}
            if (temporaries(temporaries)) {
                continue;
            }
            if (tokens.at(CLOSE_BLOCK) || tokens.at(END) || tokens.at(BANG)) {
                return statements;
            }
            statements.add(statement());
            if (!tokens.at(PERIOD)) {
                return statements;
            }
        }
    }

    Expression statement() {
        if (tokens.at(RETURN)) {
            var place = here();
            tokens.next();
            return new Expression.Return(place, expression());
        }
        return expression();
    }

    Expression expression() {
        tokens.deeper();
        if (tokens.at(NAME) && tokens.peek(1).is(ASSIGN)) {
            var name = tokens.next();
            tokens.next();
            var value = expression();
            tokens.shallower();
            return new Expression.Assignment(new SourceOffset(name.start()), name.text(), value);
        }
        var value = cascade();
        tokens.shallower();
        return value;
    }

    private Expression cascade() {
        var place = here();
        var value = keyword(binary(unary(primary())));
        if (!tokens.at(SEMICOLON)) {
            return value;
        }
        if (!(value
                instanceof Expression.Send(var at, var receiver, var selector, var arguments))) {
            throw tokens.fault("a message before the cascade");
        }
        var messages = new ArrayList<Expression.Message>();
        messages.add(new Expression.Message(at, selector, arguments));
        while (tokens.skip(SEMICOLON)) {
            messages.add(message());
        }
        return new Expression.Cascade(place, receiver, messages);
    }

    private Expression.Message message() {
        var place = here();
        if (tokens.at(NAME)) {
            return new Expression.Message(place, tokens.next().text(), List.of());
        }
        if (tokens.at(BINARY)) {
            var selector = tokens.next().text();
            return new Expression.Message(place, selector, List.of(unary(primary())));
        }
        var selector = new StringBuilder();
        var arguments = new ArrayList<Expression>();
        do {
            selector.append(tokens.expect(KEYWORD, "a message").text());
            arguments.add(binary(unary(primary())));
        } while (tokens.at(KEYWORD));
        return new Expression.Message(place, selector.toString(), arguments);
    }

    private Expression unary(Expression start) {
        var receiver = start;
        while (tokens.at(NAME)) {
            var place = here();
            receiver = new Expression.Send(place, receiver, tokens.next().text(), List.of());
        }
        return receiver;
    }

    private Expression binary(Expression start) {
        var receiver = start;
        while (tokens.at(BINARY)) {
            var place = here();
            var selector = tokens.next().text();
            receiver = new Expression.Send(place, receiver, selector, List.of(unary(primary())));
        }
        return receiver;
    }

    private Expression keyword(Expression receiver) {
        if (!tokens.at(KEYWORD)) {
            return receiver;
        }
        var message = message();
        return new Expression.Send(
                message.place(), receiver, message.selector(), message.arguments());
    }

    @SuppressWarnings("RefactorSwitch") // every case is a step of its own
    private Expression primary() {
        var token = tokens.peek();
        var place = here();
        switch (token.sort()) {
            case NAME -> {
                tokens.next();
                return new Expression.Variable(place, token.text());
            }
            case OPEN -> {
                tokens.next();
                var value = expression();
                tokens.expect(CLOSE, ")");
                return value;
            }
            case OPEN_BLOCK -> {
                return block(place);
            }
            case OPEN_BRACE -> {
                return brace(place);
            }
            case CONSTANT -> {
                tokens.next();
                var value = expression();
                tokens.expect(CLOSE, ")");
                return new Expression.Once(place, value);
            }
            case NUMBER, STRING, SYMBOL, CHARACTER, LITERAL_ARRAY, BYTE_ARRAY, BINDING -> {
                return new Expression.Constant(place, literals.literal());
            }
            case ASSIGN -> {
                // `_` where a value is expected is the last value; elsewhere it assigns.
                if (!token.text().equals("_")) {
                    throw tokens.fault("an expression");
                }
                tokens.next();
                return new Expression.Variable(place, "_");
            }
            default -> {
                if (token.isBinary("-")
                        && tokens.peek(1).is(NUMBER)
                        && tokens.peek(1).start() == token.end()) {
                    return new Expression.Constant(place, literals.literal());
                }
                throw tokens.fault("an expression");
            }
        }
    }

    private Expression block(SourceOffset place) {
        tokens.next();
        tokens.deeper();
        var parameters = new ArrayList<String>();
        var temporaries = new ArrayList<String>();
        while (tokens.skip(COLON)) {
            parameters.add(tokens.expect(NAME, "a parameter").text());
        }
        if (!parameters.isEmpty() && !tokens.at(CLOSE_BLOCK)) {
            if (tokens.peek().isBinary("||")) {
                tokens.next();
                while (tokens.at(NAME)) {
                    temporaries.add(tokens.next().text());
                }
            }
            if (!tokens.peek().isBinary("|")) {
                throw tokens.fault("| behind the parameters");
            }
            tokens.next();
        }
        while (temporaries(temporaries)) {}
        var statements = statements(temporaries);
        tokens.expect(CLOSE_BLOCK, "]");
        tokens.shallower();
        return new Expression.Block(
                place, parameters, new Expression.Body(temporaries, statements));
    }

    private Expression brace(SourceOffset place) {
        tokens.next();
        tokens.deeper();
        var items = new ArrayList<Expression>();
        while (!tokens.at(CLOSE_BRACE)) {
            items.add(expression());
            if (!tokens.skip(PERIOD) && !tokens.at(CLOSE_BRACE)) {
                throw tokens.fault(". or }");
            }
        }
        tokens.next();
        tokens.shallower();
        return new Expression.Brace(place, items);
    }
}
