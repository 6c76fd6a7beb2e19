package batos.talk.kernel;

import batos.talk.objects.Klass;
import batos.talk.objects.MethodSource;
import batos.talk.objects.Universe;
import batos.talk.syntax.Expression;
import batos.talk.syntax.Literal;
import batos.talk.syntax.Parser;
import batos.talk.syntax.TreePrinter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/// Finds methods by their selectors, their sends, the names they use or their text.
public final class MethodSearch {
    private MethodSearch() {}

    private static List<MethodSource> all(Universe universe) {
        var all = new ArrayList<MethodSource>();
        for (var binding : universe.globals.values()) {
            if (binding.value instanceof Klass klass && klass.name.equals(binding.name)) {
                all.addAll(klass.methods.values());
                all.addAll(klass.klass.methods.values());
            }
        }
        all.sort(Comparator.comparing(MethodSource::shown));
        return all;
    }

    public static List<MethodSource> implementors(Universe universe, String selector) {
        return all(universe).stream().filter(m -> m.selector.name.equals(selector)).toList();
    }

    public static List<MethodSource> text(Universe universe, String part) {
        return all(universe).stream().filter(m -> m.text.contains(part)).toList();
    }

    public static List<MethodSource> senders(Universe universe, String selector) {
        return senders(all(universe), selector);
    }

    static List<MethodSource> senders(Collection<MethodSource> methods, String selector) {
        var first = TreePrinter.keywords(selector).getFirst();
        return methods.stream()
                .filter(m -> m.text.contains(first))
                .filter(m -> any(Parser.method(m.text).body(), e -> sends(e, selector)))
                .toList();
    }

    public static List<MethodSource> references(Universe universe, String name) {
        return all(universe).stream()
                .filter(m -> m.text.contains(name))
                .filter(m -> any(Parser.method(m.text).body(), e -> names(e, name)))
                .toList();
    }

    private static boolean sends(Expression expression, String selector) {
        return switch (expression) {
            case Expression.Send send -> send.selector().equals(selector);
            case Expression.Cascade cascade ->
                    cascade.messages().stream().anyMatch(m -> m.selector().equals(selector));
            case Expression.Constant(_, Literal.Sign(var sign)) -> sign.equals(selector);
            default -> false;
        };
    }

    private static boolean names(Expression expression, String name) {
        return switch (expression) {
            case Expression.Variable variable -> variable.name().equals(name);
            case Expression.Assignment assignment -> assignment.name().equals(name);
            default -> false;
        };
    }

    /// The number of expressions of a method, those inside others included.
    public static int size(String method) {
        var count = new int[1];
        any(
                Parser.method(method).body(),
                e -> {
                    count[0]++;
                    return false;
                });
        return count[0];
    }

    private static boolean any(Expression.Body body, Predicate<Expression> wanted) {
        return body.statements().stream().anyMatch(e -> any(e, wanted));
    }

    private static boolean any(Expression expression, Predicate<Expression> wanted) {
        if (wanted.test(expression)) {
            return true;
        }
        return switch (expression) {
            case Expression.Constant _, Expression.Variable _ -> false;
            case Expression.Assignment assignment -> any(assignment.value(), wanted);
            case Expression.Return value -> any(value.value(), wanted);
            case Expression.Once once -> any(once.value(), wanted);
            case Expression.Brace brace -> brace.items().stream().anyMatch(e -> any(e, wanted));
            case Expression.Block block -> any(block.body(), wanted);
            case Expression.Send send ->
                    any(send.receiver(), wanted)
                            || send.arguments().stream().anyMatch(e -> any(e, wanted));
            case Expression.Cascade cascade ->
                    any(cascade.receiver(), wanted)
                            || cascade.messages().stream()
                                    .flatMap(m -> m.arguments().stream())
                                    .anyMatch(e -> any(e, wanted));
        };
    }
}
