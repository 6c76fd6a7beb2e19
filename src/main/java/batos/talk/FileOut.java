package batos.talk;

import batos.talk.run.Klass;
import batos.talk.run.Make;
import batos.talk.run.MethodSource;
import batos.talk.run.Universe;
import batos.talk.syntax.Printer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The user's code as class bodies, in an order in which it files in again: superclasses first.
final class FileOut {
    private final Universe universe;

    FileOut(Universe universe) {
        this.universe = universe;
    }

    String text(String className) {
        var text = new StringBuilder();
        if (!className.isEmpty()) {
            var klass = universe.klassOrNull(className);
            if (klass != null) {
                write(klass.instance, text);
            }
            return text.toString();
        }
        var roots = new ArrayList<Klass>();
        for (var binding : universe.globals.values()) {
            if (binding.value instanceof Klass klass && klass.name.equals(binding.name)) {
                roots.add(klass);
            }
        }
        roots.sort(
                Comparator.comparingInt((Klass k) -> k.kernel ? 0 : depth(k))
                        .thenComparing(k -> k.name));
        roots.forEach(klass -> write(klass, text));
        return text.toString();
    }

    private static int depth(Klass klass) {
        var depth = 0;
        for (var k = klass; k != null; k = k.superclass) {
            depth++;
        }
        return depth;
    }

    private void write(Klass klass, StringBuilder text) {
        if (klass.kernel) {
            extension(klass, text);
            extension(klass.klass, text);
            return;
        }
        var above = klass.superclass;
        text.append(above == null ? "nil" : above.name)
                .append(" subclass: ")
                .append(klass.name)
                .append(" [\n");
        slots(klass.ownSlots, "    ", text);
        if (!klass.comment.isEmpty()) {
            text.append("    <comment: ").append(Printer.text(klass.comment)).append(">\n");
        }
        if (!klass.category.isEmpty()) {
            text.append("    <category: ").append(Printer.text(klass.category)).append(">\n");
        }
        if (above != null && klass.make != above.make) {
            text.append("    <shape: #").append(shape(klass.make)).append(">\n");
        }
        klass.shared.forEach((name, binding) ->
                text.append("    ")
                        .append(name)
                        .append(" := ")
                        .append(literal(binding.value))
                        .append(".\n"));
        if (!klass.klass.ownSlots.isEmpty()) {
            text.append("    ").append(klass.name).append(" class [");
            slots(klass.klass.ownSlots, " ", text);
            text.append("    ]\n");
        }
        for (var method : users(klass)) {
            text.append("\n    ").append(method.text).append('\n');
        }
        for (var method : users(klass.klass)) {
            text.append("\n    ")
                    .append(klass.name)
                    .append(" class >> ")
                    .append(method.text)
                    .append('\n');
        }
        text.append("]\n\n");
    }

    /// The value of a class variable as source, where it is a constant; nil for any other object.
    private static String literal(@Nullable Object value) {
        return switch (value) {
            case Long n -> n.toString();
            case java.math.BigInteger n -> n.toString();
            case Boolean b -> b.toString();
            case batos.talk.run.Symbol(var name) -> Printer.symbol(name);
            case batos.talk.run.Letter(var point) ->
                    Printer.print(new batos.talk.syntax.Literal.Letter(point));
            case Double d when Double.isFinite(d) ->
                    Printer.print(new batos.talk.syntax.Literal.Real(d, 'd'));
            case batos.talk.run.Text text when text.state == batos.talk.run.Thing.LITERAL ->
                    Printer.text(text.toString());
            case null, default -> "nil";
        };
    }

    private static String shape(Make make) {
        return switch (make) {
            case INDEXED -> "pointer";
            case BYTES -> "byte";
            case TEXT -> "character";
            case TABLE -> "table";
            case SEQUENCE -> "sequence";
            case VALUE -> "value";
            case PLAIN -> "plain";
        };
    }

    private static void slots(List<String> names, String margin, StringBuilder text) {
        if (!names.isEmpty()) {
            text.append(margin).append("| ").append(String.join(" ", names)).append(" |\n");
        }
    }

    private static void extension(Klass klass, StringBuilder text) {
        var methods = users(klass);
        if (methods.isEmpty()) {
            return;
        }
        text.append(klass.name).append(" extend [\n");
        for (var method : methods) {
            text.append("\n    ").append(method.text).append('\n');
        }
        text.append("]\n\n");
    }

    private static List<MethodSource> users(Klass klass) {
        return klass.methods.values().stream()
                .filter(m -> !m.author.isEmpty())
                .sorted(Comparator.comparing(m -> m.selector.name))
                .toList();
    }
}
