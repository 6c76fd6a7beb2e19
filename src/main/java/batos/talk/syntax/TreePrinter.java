package batos.talk.syntax;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A tree as text that reads as the same tree.
public final class TreePrinter {
    private static final Pattern PLAIN_SYMBOL =
            Pattern.compile(
                    "[\\p{L}_][\\p{L}\\p{Nd}_]*|(?:[\\p{L}_][\\p{L}\\p{Nd}_]*:)+|[-+*/\\\\<>=~@%|&?,]+");

    private static final int UNARY = 1;
    private static final int BINARY = 2;
    private static final int KEYWORD = 3;
    private static final int LOOSEST = 4;

    private TreePrinter() {}

    public static String print(Expression expression) {
        return print(expression, LOOSEST);
    }

    public static String print(MethodTree method) {
        var header = pattern(method.selector(), method.parameters());
        var primitive =
                method.primitive() == null ? "" : " <primitive: " + method.primitive() + ">";
        var category =
                method.category().isEmpty() ? "" : " <category: " + text(method.category()) + ">";
        return header + " [" + primitive + category + " " + print(method.body()) + " ]";
    }

    public static String pattern(String selector, List<String> parameters) {
        if (parameters.isEmpty()) {
            return selector;
        }
        if (!selector.endsWith(":")) {
            return selector + " " + parameters.getFirst();
        }
        var parts = keywords(selector);
        var text = new StringBuilder();
        for (var i = 0; i < parts.size(); i++) {
            text.append(i == 0 ? "" : " ")
                    .append(parts.get(i))
                    .append(' ')
                    .append(parameters.get(i));
        }
        return text.toString();
    }

    public static String print(Expression.Body body) {
        var temporaries =
                body.temporaries().isEmpty()
                        ? ""
                        : "| " + String.join(" ", body.temporaries()) + " | ";
        return temporaries
                + body.statements().stream()
                        .map(TreePrinter::print)
                        .collect(Collectors.joining(". "));
    }

    /// The words of a keyword selector, each with its colon; any other selector is its only word.
    public static List<String> keywords(String selector) {
        var words = new java.util.ArrayList<String>();
        var start = 0;
        for (var end = selector.indexOf(':'); end >= 0; end = selector.indexOf(':', start)) {
            words.add(selector.substring(start, end + 1));
            start = end + 1;
        }
        if (start < selector.length() || words.isEmpty()) {
            words.add(selector.substring(start));
        }
        return words;
    }

    private static String print(Expression expression, int loosest) {
        var text = bare(expression);
        return looseness(expression) > loosest ? "(" + text + ")" : text;
    }

    private static int looseness(Expression expression) {
        return switch (expression) {
            case Expression.Constant _,
                    Expression.Variable _,
                    Expression.Block _,
                    Expression.Brace _,
                    Expression.Once _ ->
                    0;
            case Expression.Send send -> looseness(send.selector());
            case Expression.Cascade _, Expression.Assignment _, Expression.Return _ -> LOOSEST;
        };
    }

    private static int looseness(String selector) {
        if (selector.endsWith(":")) {
            return KEYWORD;
        }
        return Character.isLetter(selector.charAt(0)) || selector.charAt(0) == '_' ? UNARY : BINARY;
    }

    private static String bare(Expression expression) {
        return switch (expression) {
            case Expression.Constant constant -> print(constant.literal());
            case Expression.Variable variable -> variable.name();
            case Expression.Assignment assignment ->
                    assignment.name() + " := " + print(assignment.value(), LOOSEST);
            case Expression.Return value -> "^" + print(value.value(), LOOSEST);
            case Expression.Once once -> "##(" + print(once.value(), LOOSEST) + ")";
            case Expression.Brace brace ->
                    brace.items().stream()
                            .map(TreePrinter::print)
                            .collect(Collectors.joining(". ", "{", "}"));
            case Expression.Block block -> block(block);
            case Expression.Send send ->
                    receiver(send.receiver(), send.selector())
                            + " "
                            + message(send.selector(), send.arguments());
            case Expression.Cascade cascade ->
                    receiver(cascade.receiver(), cascade.messages().getFirst().selector())
                            + " "
                            + cascade.messages().stream()
                                    .map(m -> message(m.selector(), m.arguments()))
                                    .collect(Collectors.joining("; "));
        };
    }

    private static String receiver(Expression receiver, String selector) {
        var loosest =
                switch (looseness(selector)) {
                    case UNARY -> UNARY;
                    default -> BINARY;
                };
        return print(receiver, loosest);
    }

    private static String message(String selector, List<Expression> arguments) {
        if (arguments.isEmpty()) {
            return selector;
        }
        if (looseness(selector) == BINARY) {
            return selector + " " + print(arguments.getFirst(), UNARY);
        }
        var parts = keywords(selector);
        var text = new StringBuilder();
        for (var i = 0; i < parts.size(); i++) {
            text.append(i == 0 ? "" : " ")
                    .append(parts.get(i))
                    .append(' ')
                    .append(print(arguments.get(i), BINARY));
        }
        return text.toString();
    }

    private static String block(Expression.Block block) {
        var parameters =
                block.parameters().isEmpty()
                        ? ""
                        : ":" + String.join(" :", block.parameters()) + " | ";
        return "[" + parameters + print(block.body()) + "]";
    }

    public static String print(Literal literal) {
        return switch (literal) {
            case Literal.Whole(var value) -> value.toString();
            case Literal.Real(var value, var kind) -> real(value, kind);
            case Literal.Scaled(var value, var scale) -> value.toPlainString() + "s" + scale;
            case Literal.Text(var value) -> text(value);
            case Literal.Sign(var value) -> symbol(value);
            case Literal.Letter(var point) ->
                    point > 32 && point < 127
                            ? "$" + Character.toString(point)
                            : "$<" + point + ">";
            case Literal.Word(var word) -> word;
            case Literal.Binding(var name) -> "#{" + name + "}";
            case Literal.Many(var items) ->
                    items.stream()
                            .map(TreePrinter::print)
                            .collect(Collectors.joining(" ", "#(", ")"));
            case Literal.Bytes(var items) ->
                    items.stream().map(String::valueOf).collect(Collectors.joining(" ", "#[", "]"));
        };
    }

    public static String symbol(String name) {
        return PLAIN_SYMBOL.matcher(name).matches() ? "#" + name : "#" + text(name);
    }

    public static String text(String value) {
        return "'" + value.replace("'", "''") + "'";
    }

    private static String real(double value, char kind) {
        var plain = Double.toString(value);
        var exponent = plain.indexOf('E');
        if (exponent >= 0) {
            return plain.substring(0, exponent) + kind + plain.substring(exponent + 1);
        }
        return kind == 'd' ? plain : plain + kind;
    }
}
