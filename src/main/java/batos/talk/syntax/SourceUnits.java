package batos.talk.syntax;

import static batos.talk.syntax.Token.Sort.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the pieces of a source one after the other: statements, `Eval [ … ]`, class bodies, and
/// the older chunks with bangs.
public final class SourceUnits {
    private final TokenReader tokens;
    private final Parser parser;
    private final ClassBodyParser bodies;
    private final boolean eager;

    /// The tokens at which the present piece begins and, where brackets enclose it, ends.
    private int start;

    private int end;
    private final Deque<SourceUnit> waiting = new ArrayDeque<>();

    /// @param eager whether method bodies are parsed at once, so that their errors show now, or
    ///   only measured
    public SourceUnits(String source, boolean eager) {
        this.tokens = new TokenReader(source);
        this.parser = new Parser(tokens);
        this.eager = eager;
        this.bodies = new ClassBodyParser(tokens, parser, eager);
    }

    /// All of a source.
    ///
    /// @throws SyntaxFault at the first thing wrong
    public static List<SourceUnit> all(String source, boolean eager) {
        var pieces = new SourceUnits(source, eager);
        var all = new ArrayList<SourceUnit>();
        for (var piece = pieces.next(); piece != null; piece = pieces.next()) {
            all.add(piece);
        }
        return all;
    }

    /// The next piece, or null at the end.
    ///
    /// @throws SyntaxFault with the offset of the fault
    public @Nullable SourceUnit next() {
        if (!waiting.isEmpty()) {
            return waiting.poll();
        }
        while (tokens.skip(PERIOD) || tokens.skip(BANG)) {}
        if (tokens.at(END)) {
            return null;
        }
        start = tokens.index();
        end = 0;
        return methodsFor() ? chunk() : piece();
    }

    /// Goes on behind a piece that could not be read.
    ///
    /// A bracketed piece ends at its own closing bracket, so that what follows it survives.
    public void recover() {
        if (end > tokens.index() || (tokens.token(end).is(CLOSE_BLOCK) && end > start)) {
            tokens.back(end);
            tokens.next();
        } else {
            tokens.recover();
        }
    }

    private SourceUnit piece() {
        var place = new SourceOffset(tokens.peek().start());
        if (tokens.peek().isName("Eval") && tokens.peek(1).is(OPEN_BLOCK)) {
            return eval();
        }
        if (tokens.peek().isName("Namespace")
                && isKeyword(1, "current:")
                && tokens.peek(2).is(NAME)
                && tokens.peek(3).is(OPEN_BLOCK)) {
            return namespace(place);
        }
        var defining = tokens.at(NAME) ? classPiece(place) : null;
        if (defining != null) {
            return defining;
        }
        if (tokens.peek().isBinary("|") || tokens.peek().isBinary("||")) {
            var names = new ArrayList<String>();
            parser.temporaries(names);
            return new SourceUnit.Declaration(place, names);
        }
        var statement = parser.statement();
        if (!tokens.at(PERIOD)
                && !tokens.at(BANG)
                && !tokens.at(END)
                && !(end > 0 && tokens.index() == end)
                && !onNewLine()) {
            throw tokens.fault("the end of the statement");
        }
        var end = tokens.peek().start();
        return new SourceUnit.Doing(
                place,
                new Expression.Body(List.of(), List.of(statement)),
                false,
                tokens.source.substring(place.offset(), end));
    }

    /// Whether the next token begins a line: a statement of the top level ends there, as in `gst`,
    /// even without a period.
    private boolean onNewLine() {
        var last = tokens.previous();
        return last != null
                && tokens.source.substring(last.end(), tokens.peek().start()).contains("\n");
    }

    private SourceUnit namespace(SourceOffset place) {
        var close = tokens.closing(tokens.index() + 3);
        end = close;
        tokens.next();
        tokens.next();
        var name = tokens.next().text();
        tokens.next();
        var units = new ArrayList<SourceUnit>();
        while (true) {
            while (tokens.skip(PERIOD) || tokens.skip(BANG)) {}
            if (tokens.index() >= close) {
                break;
            }
            units.add(piece());
        }
        tokens.expect(CLOSE_BLOCK, "]");
        return new SourceUnit.Namespaced(place, name, units);
    }

    private SourceUnit eval() {
        var close = tokens.closing(tokens.index() + 1);
        end = Math.max(end, close);
        tokens.next();
        var from = tokens.next().end();
        var body = parser.body();
        tokens.expect(CLOSE_BLOCK, "]");
        return new SourceUnit.Doing(
                new SourceOffset(from),
                body,
                true,
                tokens.source.substring(from, tokens.token(close).start()));
    }

    private @Nullable SourceUnit classPiece(SourceOffset place) {
        var start = tokens.index();
        var name = tokens.next().text();
        if (tokens.peek().is(KEYWORD)
                && tokens.peek().text().equals("subclass:")
                && tokens.peek(1).is(NAME)
                && tokens.peek(2).is(OPEN_BLOCK)) {
            end = Math.max(end, tokens.closing(tokens.index() + 2));
            tokens.next();
            var defined = tokens.next().text();
            return new SourceUnit.Definition(place, name, defined, bodies.members(defined));
        }
        var meta = tokens.peek().isName("class");
        if (meta) {
            tokens.next();
        }
        if (tokens.peek().isName("extend") && tokens.peek(1).is(OPEN_BLOCK)) {
            end = Math.max(end, tokens.closing(tokens.index() + 1));
            tokens.next();
            return new SourceUnit.Extension(place, name, meta, bodies.members(name));
        }
        if (tokens.peek().isBinary(">>")) {
            tokens.next();
            if (bodies.isPattern()) {
                return new SourceUnit.Extension(
                        place, name, meta, List.of(bodies.definer("", false)));
            }
        }
        tokens.back(start);
        return null;
    }

    /// Whether `Foo class methodsFor: 'x' !` stands here, perhaps with `nil` for the category, or
    /// with `stamp: 'who and when'` after it.
    private boolean methodsFor() {
        var ahead = 1;
        if (!tokens.at(NAME)) {
            return false;
        }
        if (tokens.peek(1).isName("class")) {
            ahead++;
        }
        if (!isKeyword(ahead, "methodsFor:")
                || !(tokens.peek(ahead + 1).is(STRING) || tokens.peek(ahead + 1).isName("nil"))) {
            return false;
        }
        ahead += 2;
        if (isKeyword(ahead, "stamp:") && tokens.peek(ahead + 1).is(STRING)) {
            ahead += 2;
        }
        return tokens.peek(ahead).is(BANG) || isKeyword(ahead, "ifTrue:");
    }

    private boolean isKeyword(int ahead, String keyword) {
        return tokens.peek(ahead).is(KEYWORD) && tokens.peek(ahead).text().equals(keyword);
    }

    /// Methods between bangs, up to two in a row.
    private SourceUnit chunk() {
        var place = new SourceOffset(tokens.peek().start());
        var name = tokens.next().text();
        var meta = tokens.peek().isName("class");
        if (meta) {
            tokens.next();
        }
        tokens.next();
        var category = tokens.at(STRING) ? tokens.peek().text() : "";
        var condition = "";
        while (!tokens.skip(BANG)) {
            if (isKeyword(0, "ifTrue:")) {
                condition = condition();
            } else if (tokens.at(END)) {
                throw tokens.fault("!");
            } else {
                tokens.next();
            }
        }
        var members = new ArrayList<SourceUnit.Member>();
        while (!tokens.at(BANG) && !tokens.at(END)) {
            members.add(bang(category));
        }
        tokens.skip(BANG);
        var extension = new SourceUnit.Extension(place, name, meta, members);
        return condition.isEmpty()
                ? extension
                : new SourceUnit.Conditional(place, condition, extension);
    }

    /// The text from behind `ifTrue:` to the bang.
    private String condition() {
        var from = tokens.next().end();
        while (!tokens.at(BANG) && !tokens.at(END)) {
            tokens.next();
        }
        return tokens.source.substring(from, tokens.peek().start());
    }

    private SourceUnit.Member bang(String category) {
        var start = tokens.peek().start();
        var selector = parser.pattern(new ArrayList<>());
        var last = tokens.previous();
        var bodyStart = last == null ? start : last.end();
        while (!tokens.at(BANG) && !tokens.at(END)) {
            if (tokens.at(WRONG) || tokens.at(UNFINISHED)) {
                throw tokens.fault("");
            }
            tokens.next();
        }
        var text =
                tokens.source.substring(start, bodyStart)
                        + " ["
                        + tokens.source.substring(bodyStart, tokens.peek().start())
                        + "]";
        tokens.skip(BANG);
        if (eager) {
            check(text, start);
        }
        return new SourceUnit.Definer(new SourceOffset(start), "", false, selector, text, category);
    }

    static void check(String text, int start) {
        try {
            Parser.method(text);
        } catch (SyntaxFault e) {
            throw new SyntaxFault(e.text(), start + e.offset(), e.incomplete());
        }
    }
}
