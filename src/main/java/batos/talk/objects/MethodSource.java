package batos.talk.objects;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// A method of a class as source, compiled when it is first run.
///
/// @see Where
public final class MethodSource {
    public final Klass owner;
    public final Selector selector;

    /// From its pattern to its last bracket.
    public final String text;

    public final String category;
    public final SourceLocation where;

    /// Its author: empty for the shipped kernel.
    public final String author;

    private final Function<MethodSource, Code> compiler;
    private @Nullable Code code;

    public MethodSource(
            Klass owner,
            Selector selector,
            String text,
            String category,
            SourceLocation where,
            String author,
            Function<MethodSource, Code> compiler) {
        this.owner = owner;
        this.selector = selector;
        this.text = text;
        this.category = category;
        this.where = where;
        this.author = author;
        this.compiler = compiler;
    }

    public Code code() {
        var known = code;
        if (known == null) {
            known = compiler.apply(this);
            code = known;
        }
        return known;
    }

    /// The same, to be compiled again.
    public MethodSource fresh() {
        return new MethodSource(owner, selector, text, category, where, author, compiler);
    }

    /// The same in another category.
    public MethodSource under(String other) {
        return new MethodSource(owner, selector, text, other, where, author, compiler);
    }

    /// `Foo>>bar`, `Foo class>>bar`.
    public String shown() {
        return owner.name + ">>" + selector.name;
    }
}
