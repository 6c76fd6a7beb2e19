package batos.talk.compiler;

import batos.talk.syntax.Expression;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Looks for variables of an inlined block that a real block inside it can keep.
final class Captures {
    private final Set<String> names;

    private Captures(Set<String> names) {
        this.names = names;
    }

    /// Whether a real block inside uses a parameter or temporary of this one. A name that is hidden
    /// by an inner one of the same name counts, too.
    static boolean any(Expression.Block block) {
        var names = new HashSet<String>(block.parameters());
        names.addAll(block.body().temporaries());
        return !names.isEmpty() && new Captures(names).in(block.body().statements(), false);
    }

    private boolean in(List<Expression> expressions, boolean real) {
        for (var expression : expressions) {
            if (in(expression, real)) {
                return true;
            }
        }
        return false;
    }

    private boolean in(Expression expression, boolean real) {
        return switch (expression) {
            case Expression.Constant _ -> false;
            case Expression.Variable(_, var name) -> real && names.contains(name);
            case Expression.Assignment(_, var name, var value) ->
                    (real && names.contains(name)) || in(value, real);
            case Expression.Send send -> in(send, real);
            case Expression.Cascade(_, var receiver, var messages) ->
                    in(receiver, real) || messages.stream().anyMatch(m -> in(m.arguments(), real));
            case Expression.Block block -> in(block.body().statements(), true);
            case Expression.Brace(_, var items) -> in(items, real);
            case Expression.Once(_, var value) -> in(value, real);
            case Expression.Return(_, var value) -> in(value, real);
        };
    }

    private boolean in(Expression.Send send, boolean real) {
        return part(send, send.receiver(), real)
                || send.arguments().stream().anyMatch(a -> part(send, a, real));
    }

    private boolean part(Expression.Send send, Expression part, boolean real) {
        return (part instanceof Expression.Block block && Inliner.isInlined(send, block))
                ? in(block.body().statements(), real)
                : in(part, real);
    }
}
