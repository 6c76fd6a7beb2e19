package batos.talk.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A walk over every object that globals, classes and stacks reach in memory.
@SuppressWarnings("ReferenceEquality") // identity is meant
public final class Census {
    private final Universe universe;
    private final @Nullable Frame top;

    public Census(Universe universe, @Nullable Frame top) {
        this.universe = universe;
        this.top = top;
    }

    /// All loaded instances of exactly this class.
    public List<Thing> instances(Klass klass) {
        var found = new ArrayList<Thing>();
        walk(
                thing -> {
                    if (thing.klass == klass) {
                        found.add(thing);
                    }
                },
                null,
                null);
        return found;
    }

    /// Everything that something holds not just weakly.
    public Set<Object> reached() {
        return walk(thing -> {}, null, null);
    }

    /// Puts one object wherever another is referred to.
    public void replace(Object old, Object fresh) {
        walk(thing -> {}, old, fresh);
    }

    private Set<Object> walk(
            java.util.function.Consumer<Thing> visit,
            @Nullable Object old,
            @Nullable Object fresh) {
        Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        Deque<Object> waiting = new ArrayDeque<>();
        for (var binding : List.copyOf(universe.globals.values())) {
            var value = binding.value;
            if (value != null && value == old && fresh != null) {
                universe.journal.bind(binding, fresh);
            }
            push(waiting, seen, binding.value);
        }
        for (var frame : universe.roots) {
            push(waiting, seen, frame);
        }
        push(waiting, seen, top);
        while (!waiting.isEmpty()) {
            switch (waiting.pop()) {
                case Frame frame -> {
                    swap(frame.t, old, fresh);
                    pushAll(waiting, seen, frame.t);
                    push(waiting, seen, frame.self);
                    push(waiting, seen, frame.caller);
                    push(waiting, seen, frame.outer);
                }
                case Thing thing -> {
                    if (thing.state == Thing.HOLLOW) {
                        break;
                    }
                    visit.accept(thing);
                    inside(thing, waiting, seen, old, fresh);
                }
                default -> {}
            }
        }
        return seen;
    }

    private void inside(
            Thing thing,
            Deque<Object> waiting,
            Set<Object> seen,
            @Nullable Object old,
            @Nullable Object fresh) {
        push(waiting, seen, thing.klass);
        if (holds(thing.slots, old)) {
            universe.journal.touch(thing);
            swap(thing.slots, old, fresh);
        }
        if (!universe.weak.contains(thing)) {
            pushAll(waiting, seen, thing.slots);
        }
        switch (thing) {
            case Klass klass -> {
                for (var binding : klass.shared.values()) {
                    push(waiting, seen, binding.value);
                }
            }
            case Closure closure -> push(waiting, seen, closure.outer);
            case Sequence sequence -> {
                if (holds(sequence.items, old)) {
                    universe.journal.touch(sequence);
                    swap(sequence.items, old, fresh);
                }
                pushAll(waiting, seen, sequence.elements());
            }
            case Table table -> {
                for (var i = 0; i < table.end(); i++) {
                    if (table.keyAt(i) != null) {
                        if (old != null && fresh != null && table.valueAt(i) == old) {
                            universe.journal.touch(table);
                            table.valueAt(i, fresh);
                        }
                        push(waiting, seen, table.keyAt(i));
                        push(waiting, seen, table.valueAt(i));
                    }
                }
            }
            default -> {}
        }
    }

    private static boolean holds(Object[] values, @Nullable Object old) {
        if (old != null) {
            for (var value : values) {
                if (value == old) {
                    return true;
                }
            }
        }
        return false;
    }

    private static void swap(Object[] values, @Nullable Object old, @Nullable Object fresh) {
        if (old == null || fresh == null) {
            return;
        }
        for (var i = 0; i < values.length; i++) {
            if (values[i] == old) {
                values[i] = fresh;
            }
        }
    }

    private static void push(Deque<Object> waiting, Set<Object> seen, @Nullable Object value) {
        if ((value instanceof Thing || value instanceof Frame) && seen.add(value)) {
            waiting.push(value);
        }
    }

    private static void pushAll(Deque<Object> waiting, Set<Object> seen, Object[] values) {
        for (var value : values) {
            push(waiting, seen, value);
        }
    }
}
