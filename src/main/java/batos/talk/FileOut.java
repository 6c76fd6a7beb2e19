package batos.talk;

import batos.talk.objects.Klass;
import batos.talk.objects.MethodSource;
import batos.talk.objects.ObjectFormat;
import batos.talk.objects.Universe;
import batos.talk.syntax.TreePrinter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// The user's code as class bodies, in an order in which it files in again: superclasses first.
///
/// Data stays out: what class-instance variables hold, and class variables that hold no constant.
final class FileOut {
    private final Universe universe;

    FileOut(Universe universe) {
        this.universe = universe;
    }

    /// A class by its name, or everything where the name is empty.
    String text(String className) {
        if (className.isEmpty()) {
            return of(all(), method -> true);
        }
        var klass = universe.klassOrNull(className);
        return klass == null ? "" : of(List.of(klass.instance), method -> true);
    }

    /// The classes of a category, and methods of that category in other classes.
    String ofPackage(String name) {
        var text = new StringBuilder();
        for (var klass : all()) {
            if (!klass.kernel && klass.category.equals(name)) {
                text.append(of(List.of(klass), method -> true));
            } else {
                loose(klass, method -> method.category.equals(name), text);
            }
        }
        return text.toString();
    }

    /// Classes that are not of the system, superclasses first.
    List<Klass> userClasses() {
        return all().stream().filter(klass -> !klass.kernel).toList();
    }

    private List<Klass> all() {
        var roots = new ArrayList<Klass>();
        for (var binding : universe.globals.values()) {
            if (binding.value instanceof Klass klass && klass.name.equals(binding.name)) {
                roots.add(klass);
            }
        }
        roots.sort(
                Comparator.comparingInt((Klass k) -> k.kernel && !k.isMoved() ? 0 : depth(k))
                        .thenComparing(k -> k.name));
        return roots;
    }

    private static int depth(Klass klass) {
        var depth = 0;
        for (var k = klass; k != null; k = k.superclass) {
            depth++;
        }
        return depth;
    }

    private static String of(List<Klass> classes, Predicate<MethodSource> wanted) {
        var text = new StringBuilder();
        for (var klass : classes) {
            if (klass.kernel) {
                extension(klass, wanted, text);
            } else {
                write(klass, text);
            }
        }
        return text.toString();
    }

    private static void write(Klass klass, StringBuilder text) {
        var above = klass.superclass;
        text.append(above == null ? "nil" : above.name)
                .append(" subclass: ")
                .append(klass.name)
                .append(" [\n");
        slots(klass.ownSlots, "    ", text);
        about(klass, klass.declared, text);
        if (above != null && klass.make != above.make) {
            text.append("    <shape: #").append(shape(klass.make)).append(">\n");
        }
        if (!klass.klass.ownSlots.isEmpty()) {
            text.append("    ").append(klass.name).append(" class [");
            slots(klass.klass.ownSlots, " ", text);
            text.append("    ]\n");
        }
        methods(klass, method -> true, "", text);
        methods(klass.klass, method -> true, klass.name + " class >> ", text);
        text.append("]\n\n");
    }

    /// The changes to a class of the system.
    private static void extension(Klass klass, Predicate<MethodSource> wanted, StringBuilder text) {
        var inside = new StringBuilder();
        slots(added(klass), "    ", inside);
        about(klass, klass.declared, inside);
        var above = klass.superclass;
        if (above != null && klass.isMoved()) {
            text.append(above.name).append(" subclass: ").append(klass.name);
            text.append(" [\n").append(inside).append("]\n\n");
        } else {
            wrapped(klass, inside, text);
        }
        var meta = new StringBuilder();
        slots(added(klass.klass), "    ", meta);
        wrapped(klass.klass, meta, text);
        loose(klass, wanted, text);
    }

    /// Methods of a class that is not written itself.
    private static void loose(Klass klass, Predicate<MethodSource> wanted, StringBuilder text) {
        for (var side : List.of(klass, klass.klass)) {
            var inside = new StringBuilder();
            methods(side, wanted, "", inside);
            wrapped(side, inside, text);
        }
    }

    private static void wrapped(Klass klass, StringBuilder inside, StringBuilder text) {
        if (!inside.isEmpty()) {
            text.append(klass.name).append(" extend [\n").append(inside).append("]\n\n");
        }
    }

    private static List<String> added(Klass klass) {
        return klass.ownSlots.stream()
                .filter(name -> !klass.declared.slots().contains(name))
                .toList();
    }

    /// Comment, category and class variables, where they differ from the known ones.
    private static void about(Klass klass, Klass.Declared known, StringBuilder text) {
        attribute("comment", klass.comment, known.comment(), text);
        attribute("category", klass.category, known.category(), text);
        klass.shared.forEach((name, binding) -> {
            if (!known.shared().contains(name)) {
                text.append("    ")
                        .append(name)
                        .append(" := ")
                        .append(literal(binding.value))
                        .append(".\n");
            }
        });
    }

    private static void attribute(String name, String now, String known, StringBuilder text) {
        if (!now.equals(known)) {
            text.append("    <")
                    .append(name)
                    .append(": ")
                    .append(TreePrinter.text(now))
                    .append(">\n");
        }
    }

    private static void methods(
            Klass klass, Predicate<MethodSource> wanted, String prefix, StringBuilder text) {
        klass.methods.values().stream()
                .filter(method -> !method.author.isEmpty())
                .filter(wanted)
                .sorted(Comparator.comparing(method -> method.selector.name))
                .forEach(method ->
                        text.append("\n    ").append(prefix).append(method.text).append('\n'));
    }

    /// The value of a class variable as source, where it is a constant; nil for any other object.
    private static String literal(@Nullable Object value) {
        return switch (value) {
            case Long n -> n.toString();
            case java.math.BigInteger n -> n.toString();
            case Boolean b -> b.toString();
            case batos.talk.objects.Symbol(var name) -> TreePrinter.symbol(name);
            case batos.talk.objects.CharacterValue(var point) ->
                    TreePrinter.print(new batos.talk.syntax.Literal.Letter(point));
            case Double d when Double.isFinite(d) ->
                    TreePrinter.print(new batos.talk.syntax.Literal.Real(d, 'd'));
            case batos.talk.objects.TextObject text -> TreePrinter.text(text.toString());
            case batos.talk.objects.HeapObject fraction
                    when fraction.klass.name.equals("Fraction") && fraction.slots.length == 2 ->
                    literal(fraction.slots[0]) + " / " + literal(fraction.slots[1]);
            case null, default -> "nil";
        };
    }

    private static String shape(ObjectFormat make) {
        return switch (make) {
            case INDEXED, INT8, INT16, UINT16, INT32, UINT32, INT64, UINT64, FLOAT, DOUBLE ->
                    make.shape();
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
}
