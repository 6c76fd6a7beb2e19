package batos.talk;

import batos.talk.kernel.NumberText;
import batos.talk.objects.Binding;
import batos.talk.objects.Nil;
import batos.talk.objects.SequenceObject;
import batos.talk.objects.TableObject;
import batos.talk.objects.TextObject;
import batos.talk.objects.Universe;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A variable of the workspace.
///
/// @param type the class of its value
/// @param size elements or characters; null where the value has no size of its own
/// @param value a number or a truth value as it prints; empty where it is neither
public record Variable(String name, String type, @Nullable Integer size, String value) {
    static List<Variable> all(Universe universe) {
        return universe.globals.values().stream()
                .filter(binding -> binding.sort == Binding.Sort.WORKSPACE)
                .map(binding -> of(universe, binding))
                .sorted(Comparator.comparing(Variable::name))
                .toList();
    }

    private static Variable of(Universe universe, Binding binding) {
        var value = binding.value == null ? Nil.NIL : binding.value;
        return new Variable(binding.name, universe.classOf(value).name, size(value), value(value));
    }

    private static String value(Object value) {
        return switch (value) {
            case Long number -> number.toString();
            case Double number -> NumberText.real(number);
            case Boolean truth -> truth.toString();
            default -> "";
        };
    }

    private static @Nullable Integer size(Object value) {
        return switch (value) {
            case TextObject text -> text.points.length;
            case SequenceObject sequence -> sequence.count;
            case TableObject table -> table.count();
            default -> null;
        };
    }

    /// Its size in words, or its value; empty where it has neither.
    public String shown() {
        return size == null ? value : "size " + size;
    }
}
