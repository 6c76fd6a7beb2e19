package batos.talk.objects;

import batos.talk.processes.Frame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The changes of the running transaction, and how to take them back.
///
/// The write barrier of every persistent object ends here: the first change of an object keeps a
/// copy of its former state.
public final class UndoLog {
    /// A method that was installed or removed.
    public record MethodChange(Klass owner, Selector selector) {}

    private final List<Runnable> undo = new ArrayList<>();
    private final Deque<Aside> aside = new ArrayDeque<>();
    private boolean recording;

    /// The number of entries that commits gave up, so that a mark keeps its meaning.
    private int gone;

    public final Set<HeapObject> things = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<HeapObject, Object> before = new IdentityHashMap<>();
    public final Set<Binding> bindings = Collections.newSetFromMap(new IdentityHashMap<>());
    public final Set<Klass> classes = Collections.newSetFromMap(new IdentityHashMap<>());
    public final Set<MethodChange> methods = new LinkedHashSet<>();

    /// Environments of blocks that have returned and are in the image.
    public final Set<Frame> environments = Collections.newSetFromMap(new IdentityHashMap<>());

    /// While the kernel is loaded nothing is recorded.
    public void record(boolean on) {
        recording = on;
    }

    public boolean recording() {
        return recording;
    }

    public void undo(Runnable action) {
        if (recording) {
            undo.add(action);
        }
    }

    /// Before the first change of a clean object.
    public void touch(HeapObject thing) {
        if (thing.state != HeapObject.CLEAN || !recording) {
            return;
        }
        if (thing instanceof Klass klass) {
            var before = klass.slots.clone();
            klass.state = HeapObject.DIRTY;
            changed(klass.instance);
            undo.add(() -> {
                klass.slots = before;
                klass.state = HeapObject.CLEAN;
            });
            return;
        }
        var memento = thing.memento();
        var klass = thing.klass;
        thing.state = HeapObject.DIRTY;
        things.add(thing);
        var first = before.putIfAbsent(thing, memento) == null;
        undo.add(() -> {
            if (first) {
                before.remove(thing);
            }
            thing.klass = klass;
            thing.revert(memento);
            thing.state = HeapObject.CLEAN;
            things.remove(thing);
        });
    }

    /// The memento of an object as the image has it, if it was changed since.
    public @Nullable Object before(HeapObject thing) {
        return before.get(thing);
    }

    /// Makes one transaction of all that are open.
    public void flatten() {
        while (!aside.isEmpty()) {
            unnest();
        }
    }

    public void bind(Binding binding, Object value) {
        if (recording && binding.state != HeapObject.DIRTY) {
            var before = binding.value;
            var sort = binding.sort;
            var state = binding.state;
            binding.state = HeapObject.DIRTY;
            bindings.add(binding);
            undo.add(() -> {
                binding.value = before;
                binding.sort = sort;
                binding.state = state;
                bindings.remove(binding);
            });
        }
        if (binding.sort == Binding.Sort.SYSTEM) {
            binding.sort = Binding.Sort.WORKSPACE;
        }
        if (binding.owner != null && recording) {
            classes.add(binding.owner);
        }
        binding.value = value;
    }

    /// Before a variable of a block's dead environment is written.
    public void environment(Frame frame) {
        if (!recording || environments.contains(frame)) {
            return;
        }
        var before = frame.t.clone();
        environments.add(frame);
        undo.add(() -> {
            System.arraycopy(before, 0, frame.t, 0, before.length);
            environments.remove(frame);
        });
    }

    public void changed(Klass klass) {
        if (recording && classes.add(klass)) {
            undo.add(() -> classes.remove(klass));
        }
    }

    public void changed(Klass owner, Selector selector) {
        var change = new MethodChange(owner, selector);
        if (recording && methods.add(change)) {
            undo.add(() -> methods.remove(change));
        }
    }

    public boolean isEmpty() {
        return things.isEmpty()
                && bindings.isEmpty()
                && classes.isEmpty()
                && methods.isEmpty()
                && environments.isEmpty();
    }

    public int mark() {
        return gone + undo.size();
    }

    /// The changes of an outer transaction at the moment when another began inside it.
    private record Aside(
            List<HeapObject> things, List<Binding> bindings, List<Frame> environments) {}

    /// Begins a transaction inside one that waits. The changes of the waiting one count as
    /// untouched, so that the inner one can be taken back alone.
    public void nest() {
        aside.push(
                new Aside(List.copyOf(things), List.copyOf(bindings), List.copyOf(environments)));
        things.forEach(thing -> thing.state = HeapObject.CLEAN);
        bindings.forEach(binding -> binding.state = HeapObject.CLEAN);
        things.clear();
        bindings.clear();
        environments.clear();
    }

    /// Ends the innermost transaction: its changes, if it was not taken back, are the outer one's.
    public void unnest() {
        var outer = aside.poll();
        if (outer != null) {
            outer.things.forEach(thing -> thing.state = HeapObject.DIRTY);
            outer.bindings.forEach(binding -> binding.state = HeapObject.DIRTY);
            things.addAll(outer.things);
            bindings.addAll(outer.bindings);
            environments.addAll(outer.environments);
        }
    }

    /// Takes back everything since the mark, the last change first.
    public void rollback(int mark) {
        for (var i = undo.size() - 1; i >= Math.max(0, mark - gone); i--) {
            undo.remove(i).run();
        }
    }

    /// Everything is in the image now.
    public void committed() {
        for (var thing : things) {
            thing.state = HeapObject.CLEAN;
        }
        for (var binding : bindings) {
            binding.state = HeapObject.CLEAN;
        }
        for (var klass : classes) {
            klass.state = HeapObject.CLEAN;
            klass.instance.state = HeapObject.CLEAN;
        }
        gone += undo.size();
        undo.clear();
        aside.clear();
        things.clear();
        before.clear();
        bindings.clear();
        classes.clear();
        methods.clear();
        environments.clear();
    }
}
