package batos.talk;

import batos.talk.objects.Binding;
import batos.talk.objects.Nil;
import batos.talk.objects.SequenceObject;
import batos.talk.objects.TableObject;
import batos.talk.objects.TextObject;
import batos.talk.objects.Universe;
import java.util.Comparator;
import java.util.List;

/// A variable of the workspace.
///
/// @param type the class of its value
/// @param size elements or characters; -1 where the value has no size of its own
public record Variable(String name, String type, int size) {
    static List<Variable> all(Universe universe) {
        return universe.globals.values().stream()
                .filter(binding -> binding.sort == Binding.Sort.WORKSPACE)
                .map(binding -> of(universe, binding))
                .sorted(Comparator.comparing(Variable::name))
                .toList();
    }

    private static Variable of(Universe universe, Binding binding) {
        var value = binding.value == null ? Nil.NIL : binding.value;
        return new Variable(binding.name, universe.classOf(value).name, size(value));
    }

    private static int size(Object value) {
        return switch (value) {
            case TextObject text -> text.points.length;
            case SequenceObject sequence -> sequence.count;
            case TableObject table -> table.count();
            default -> -1;
        };
    }

    /// Its size in words; empty where it has none.
    public String shown() {
        return size < 0 ? "" : "size " + size;
    }
}
