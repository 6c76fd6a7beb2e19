package batos.talk.store;

import batos.talk.objects.Binding;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Klass;
import batos.talk.objects.SequenceObject;
import batos.talk.objects.TableObject;
import batos.talk.objects.Universe;
import batos.talk.processes.Closure;
import batos.talk.processes.Frame;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The shortest way from a variable or class to an object, as it would be told: `list[2].owner`.
@SuppressWarnings("ReferenceEquality") // identity is meant
final class ReferencePath {
    private record Step(Object object, String path) {}

    private final Universe universe;
    private final Object wanted;
    private final Deque<Step> waiting = new ArrayDeque<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());

    ReferencePath(Universe universe, Object wanted) {
        this.universe = universe;
        this.wanted = wanted;
    }

    /// The way there; a few words for the object itself where there is none.
    String told() {
        for (var binding : universe.globals.values()) {
            if (binding.sort == Binding.Sort.WORKSPACE || binding.value instanceof Klass) {
                step(binding.value, binding.name);
            }
        }
        while (!waiting.isEmpty()) {
            var here = waiting.remove();
            if (here.object == wanted) {
                return here.path;
            }
            switch (here.object) {
                case HeapObject thing when thing.state == HeapObject.HOLLOW -> {}
                case Klass klass -> klass(klass, here.path);
                case Closure closure -> step(closure.outer, here.path);
                case Frame frame -> frame(frame, here.path);
                case SequenceObject sequence -> {
                    slots(sequence, here.path);
                    elements(sequence.elements(), 0, here.path);
                }
                case TableObject table -> {
                    slots(table, here.path);
                    entries(table, here.path);
                }
                case HeapObject thing -> slots(thing, here.path);
                default -> {}
            }
        }
        return universe.brief(wanted);
    }

    private void step(@Nullable Object value, String path) {
        var leadsOn = value instanceof HeapObject || value instanceof Frame || value == wanted;
        if (value != null && leadsOn && seen.add(value)) {
            waiting.add(new Step(value, path));
        }
    }

    private void klass(Klass klass, String path) {
        klass.shared.forEach((name, binding) -> step(binding.value, path + "." + name));
        if (!klass.meta) {
            slots(klass, path + " class");
        }
    }

    private void slots(HeapObject thing, String path) {
        var names = thing.klass.slotKeys();
        for (var i = 0; i < Math.min(names.size(), thing.slots.length); i++) {
            step(thing.slots[i], path + "." + names.get(i));
        }
        elements(thing.slots, names.size(), path);
    }

    private void elements(Object[] values, int from, String path) {
        for (var i = from; i < values.length; i++) {
            step(values[i], path + "[" + (i - from + 1) + "]");
        }
    }

    private void entries(TableObject table, String path) {
        for (var i = 0; i < table.end(); i++) {
            var key = table.keyAt(i);
            if (key != null) {
                var at = path + "[" + universe.brief(key) + "]";
                step(key, at);
                step(table.valueAt(i), at);
            }
        }
    }

    private void frame(Frame frame, String path) {
        for (var i = 0; i < Math.min(frame.t.length, frame.body.names.size()); i++) {
            step(frame.t[i], path + "." + frame.body.names.get(i));
        }
        step(frame.self, path + ".self");
        step(frame.outer, path);
    }
}
