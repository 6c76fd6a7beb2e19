package batos.talk.compiler;

import batos.talk.objects.Code;
import batos.talk.objects.Klass;
import batos.talk.objects.MethodSource;
import batos.talk.objects.Primitive;
import batos.talk.objects.SourceLocation;
import batos.talk.objects.Universe;
import batos.talk.syntax.Expression;
import batos.talk.syntax.MethodTree;
import batos.talk.syntax.Parser;
import java.util.HashMap;
import java.util.Map;

/// Makes code of method sources, when they are first run.
public final class MethodCompiler {
    private final Universe universe;
    private final Map<String, Primitive> primitives = new HashMap<>();

    public MethodCompiler(Universe universe) {
        this.universe = universe;
    }

    public void primitive(String name, Primitive primitive) {
        if (primitives.put(name, primitive) != null) {
            throw new IllegalStateException("two primitives are named " + name);
        }
    }

    public MethodSource source(
            Klass owner,
            String selector,
            String text,
            String category,
            SourceLocation where,
            String author) {
        return new MethodSource(
                owner, universe.selector(selector), text, category, where, author, this::compile);
    }

    /// @throws batos.talk.syntax.SyntaxFault where the source is wrong
    public Code compile(MethodSource source) {
        var method = Parser.method(source.text);
        if (method.primitive() == null) {
            var accessor = accessor(source, method);
            return accessor == null ? compiled(source, method) : accessor;
        }
        var primitive = primitives.get(method.primitive());
        if (primitive == null) {
            throw new batos.talk.syntax.SyntaxFault(
                    "there is no primitive " + method.primitive(), 0, false);
        }
        if (!fits(primitive, source.selector.arity)) {
            throw new batos.talk.syntax.SyntaxFault(
                    "the primitive "
                            + method.primitive()
                            + " does not take the arguments of "
                            + source.selector.name,
                    0,
                    false);
        }
        return new PrimitiveMethod(source, primitive, compiled(source, method));
    }

    private static boolean fits(Primitive primitive, int arguments) {
        return switch (primitive) {
            case Primitive.Unary _ -> arguments == 0;
            case Primitive.Binary _ -> arguments == 1;
            case Primitive.Ternary _ -> arguments == 2;
            case Primitive.Any _ -> true;
        };
    }

    private Code compiled(MethodSource source, MethodTree method) {
        return new Compiler(universe, source, false, false).method(method);
    }

    private @org.jspecify.annotations.Nullable Code accessor(
            MethodSource source, MethodTree method) {
        if (!method.body().temporaries().isEmpty() || method.body().statements().size() != 1) {
            return null;
        }
        var slots = source.owner.allSlots();
        return switch (method.body().statements().getFirst()) {
            case Expression.Return(_, Expression.Variable(_, var name))
                    when method.parameters().isEmpty() && slots.contains(name) ->
                    new AccessorMethod.Getter(source, slots.lastIndexOf(name));
            case Expression.Return(_, Expression.Constant(_, var literal))
                    when method.parameters().isEmpty() ->
                    new AccessorMethod.Answer(source, universe.literal(literal));
            case Expression.Assignment(_, var name, Expression.Variable(_, var value))
                    when method.parameters().size() == 1
                            && method.parameters().getFirst().equals(value)
                            && slots.contains(name)
                            && !slots.contains(value) ->
                    new AccessorMethod.Setter(source, slots.lastIndexOf(name));
            default -> null;
        };
    }
}
