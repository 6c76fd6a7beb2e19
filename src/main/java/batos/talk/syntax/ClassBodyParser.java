package batos.talk.syntax;

import static batos.talk.syntax.Token.Sort.*;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the text between the brackets of a class.
final class ClassBodyParser {
    private final TokenReader tokens;
    private final Parser parser;
    private final boolean eager;

    ClassBodyParser(TokenReader tokens, Parser parser, boolean eager) {
        this.tokens = tokens;
        this.parser = parser;
        this.eager = eager;
    }

    List<SourceUnit.Member> members(String name) {
        tokens.closing(tokens.index());
        tokens.next();
        var members = new ArrayList<SourceUnit.Member>();
        while (!tokens.skip(CLOSE_BLOCK)) {
            if (tokens.at(END)) {
                throw tokens.fault("]");
            }
            if (!tokens.skip(PERIOD)) {
                member(name, false, members);
            }
        }
        return members;
    }

    private void member(String name, boolean meta, List<SourceUnit.Member> members) {
        if (tokens.peek().isBinary("||") || (tokens.peek().isBinary("|") && !isPattern())) {
            var names = new ArrayList<String>();
            parser.temporaries(names);
            members.add(meta ? new SourceUnit.ClassSlots(names) : new SourceUnit.Slots(names));
            return;
        }
        if (tokens.peek().isBinary("<") && tokens.peek(1).is(KEYWORD)) {
            members.add(attribute());
            return;
        }
        if (tokens.at(NAME) && tokens.peek(1).is(ASSIGN)) {
            members.add(shared());
            return;
        }
        if (tokens.at(NAME) && tokens.peek(1).isName("class") && tokens.peek(2).is(OPEN_BLOCK)) {
            var closing = tokens.closing(tokens.index() + 2);
            tokens.next();
            tokens.next();
            tokens.next();
            while (tokens.index() < closing) {
                if (!tokens.skip(PERIOD)) {
                    member(name, true, members);
                }
            }
            tokens.expect(CLOSE_BLOCK, "]");
            return;
        }
        var onClass = meta;
        var on = "";
        if (tokens.at(NAME) && tokens.peek(1).isBinary(">>")) {
            on = tokens.next().text();
            tokens.next();
        } else if (tokens.at(NAME)
                && tokens.peek(1).isName("class")
                && tokens.peek(2).isBinary(">>")) {
            on = tokens.next().text();
            tokens.next();
            tokens.next();
            onClass = true;
        }
        if (!isPattern()) {
            throw tokens.fault("a method, a variable or ] in the body of " + name);
        }
        members.add(definer(on.equals(name) ? "" : on, onClass));
    }

    private SourceUnit.Member attribute() {
        tokens.next();
        var key = tokens.next().text();
        var literals = new LiteralParser(tokens);
        Literal value =
                tokens.at(NAME) ? new Literal.Sign(tokens.next().text()) : literals.literal();
        if (!tokens.peek().isBinary(">")) {
            throw tokens.fault(">");
        }
        tokens.next();
        return new SourceUnit.Attribute(key, value);
    }

    private SourceUnit.Member shared() {
        var name = tokens.next().text();
        tokens.next();
        @Nullable Expression value =
                tokens.at(PERIOD) || tokens.at(CLOSE_BLOCK) ? null : parser.expression();
        if (!tokens.skip(PERIOD) && !tokens.at(CLOSE_BLOCK)) {
            throw tokens.fault("a period behind the class variable " + name);
        }
        return new SourceUnit.Shared(name, value);
    }

    /// Whether a message pattern with a bracket behind it stands here.
    boolean isPattern() {
        if (tokens.at(NAME)) {
            return tokens.peek(1).is(OPEN_BLOCK);
        }
        if (tokens.at(BINARY)) {
            return tokens.peek(1).is(NAME) && tokens.peek(2).is(OPEN_BLOCK);
        }
        var ahead = 0;
        while (tokens.peek(ahead).is(KEYWORD) && tokens.peek(ahead + 1).is(NAME)) {
            ahead += 2;
        }
        return ahead > 0 && tokens.peek(ahead).is(OPEN_BLOCK);
    }

    SourceUnit.Definer definer(String on, boolean meta) {
        var start = tokens.peek().start();
        var selector = parser.pattern(new ArrayList<>());
        var close = tokens.closing(tokens.index());
        var text = tokens.source.substring(start, tokens.token(close).end());
        tokens.back(close);
        tokens.next();
        var category = "";
        if (eager) {
            SourceUnits.check(text, start);
            category = Parser.method(text).category();
        }
        return new SourceUnit.Definer(new SourceOffset(start), on, meta, selector, text, category);
    }
}
