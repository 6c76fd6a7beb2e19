package batos.talk.classes;

import batos.talk.objects.HeapObject;
import batos.talk.objects.Klass;
import batos.talk.objects.SequenceObject;
import batos.talk.objects.TableObject;
import batos.talk.objects.Universe;
import batos.talk.processes.Closure;
import batos.talk.processes.Frame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A walk over every object that globals, classes and stacks reach.
@SuppressWarnings("ReferenceEquality") // identity is meant
public final class InstanceSearch {
    /// Objects of the image that nothing in memory has looked at yet.
    public interface Asleep {
        /// Loads the instances of these classes that the image's variables and classes lead to, or
        /// the given hollow objects do.
        List<HeapObject> instances(Set<Klass> classes, Collection<HeapObject> hollow);
    }

    private final Universe universe;
    private final @Nullable Frame top;
    private final List<HeapObject> hollow = new ArrayList<>();
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> waiting = new ArrayDeque<>();

    /// The present value of a place, and the value that replaces it.
    private UnaryOperator<Object> other = value -> value;

    private boolean waking;

    /// @param top the innermost frame of the running code; null where none runs
    public InstanceSearch(Universe universe, @Nullable Frame top) {
        this.universe = universe;
        this.top = top;
    }

    /// All instances of exactly these classes, those not loaded yet included.
    public Map<Klass, List<HeapObject>> instances(Set<Klass> classes) {
        var found = loaded(classes);
        hollow.forEach(seen::remove);
        for (var thing : universe.asleep.instances(classes, hollow)) {
            if (seen.add(thing)) {
                found.computeIfAbsent(thing.klass, k -> new ArrayList<>()).add(thing);
            }
        }
        return found;
    }

    /// The instances of exactly these classes that are in memory.
    public Map<Klass, List<HeapObject>> loaded(Set<Klass> classes) {
        var found = new HashMap<Klass, List<HeapObject>>();
        walk(thing -> {
            if (classes.contains(thing.klass)) {
                found.computeIfAbsent(thing.klass, k -> new ArrayList<>()).add(thing);
            }
        });
        return found;
    }

    /// Everything that something holds not just weakly.
    public Set<Object> reached() {
        return walk(thing -> {});
    }

    /// Puts one object wherever another is referred to.
    public void replace(Object old, Object fresh) {
        exchange(value -> value == old ? fresh : value, old);
    }

    /// Puts each of two objects wherever the other is referred to.
    public void swap(Object a, Object b) {
        exchange(value -> value == a ? b : value == b ? a : value, a, b);
    }

    /// References to an object of the image may lie in objects not yet loaded: the walk loads these
    /// to change them.
    private void exchange(UnaryOperator<Object> by, Object... moving) {
        other = by;
        for (var object : moving) {
            waking |= object instanceof HeapObject thing && thing.oid != 0;
        }
        walk(thing -> {});
    }

    private Set<Object> walk(java.util.function.Consumer<HeapObject> visit) {
        for (var binding : List.copyOf(universe.globals.values())) {
            var value = binding.value;
            if (value != null) {
                var now = other.apply(value);
                if (now != value) {
                    universe.journal.bind(binding, now);
                }
                push(value);
            }
        }
        universe.roots.forEach(this::push);
        push(top);
        while (!waiting.isEmpty()) {
            switch (waiting.pop()) {
                case Frame frame -> {
                    pushAll(frame.t);
                    if (frame.home.dead && moves(frame.t)) {
                        universe.journal.environment(frame);
                    }
                    move(frame.t);
                    push(frame.self);
                    push(frame.caller);
                    push(frame.outer);
                }
                case HeapObject thing -> {
                    if (thing.state == HeapObject.HOLLOW) {
                        if (!waking) {
                            hollow.add(thing);
                            break;
                        }
                        universe.load(thing);
                    }
                    visit.accept(thing);
                    inside(thing);
                }
                default -> {}
            }
        }
        return seen;
    }

    private void inside(HeapObject thing) {
        push(thing.klass);
        if (!universe.weak.contains(thing)) {
            pushAll(thing.slots);
        }
        if (moves(thing.slots)) {
            universe.journal.touch(thing);
            move(thing.slots);
        }
        switch (thing) {
            case Klass klass -> {
                for (var binding : klass.shared.values()) {
                    var value = binding.value;
                    if (value != null) {
                        push(value);
                        var now = other.apply(value);
                        if (now != value) {
                            universe.journal.bind(binding, now);
                        }
                    }
                }
            }
            case Closure closure -> push(closure.outer);
            case SequenceObject sequence -> {
                var elements = sequence.elements();
                pushAll(elements);
                if (moves(elements)) {
                    universe.journal.touch(sequence);
                    move(elements);
                    sequence.elements(elements);
                }
            }
            case TableObject table -> inside(table);
            default -> {}
        }
    }

    private void inside(TableObject table) {
        for (var i = 0; i < table.end(); i++) {
            var key = table.keyAt(i);
            if (key == null) {
                continue;
            }
            var value = table.valueAt(i);
            push(key);
            push(value);
            var newKey = other.apply(key);
            var newValue = other.apply(value);
            if (newKey != key || newValue != value) {
                universe.journal.touch(table);
                table.entry(i, newKey, newValue);
            }
        }
    }

    private boolean moves(Object[] values) {
        for (var value : values) {
            if (value != null && other.apply(value) != value) {
                return true;
            }
        }
        return false;
    }

    private void move(Object[] values) {
        for (var i = 0; i < values.length; i++) {
            if (values[i] != null) {
                values[i] = other.apply(values[i]);
            }
        }
    }

    private void push(@Nullable Object value) {
        if ((value instanceof HeapObject || value instanceof Frame) && seen.add(value)) {
            waiting.push(value);
        }
    }

    private void pushAll(Object[] values) {
        for (var value : values) {
            push(value);
        }
    }
}
