package batos.talk.compiler;

import batos.talk.processes.Frame;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The names of one frame while its code is compiled. Inlined blocks put theirs into the frame
/// around them.
final class Scope {
    final @Nullable Scope outer;
    final List<String> names = new ArrayList<>();
    private final List<Map<String, Integer>> visible = new ArrayList<>();

    /// Names that may not be assigned.
    private final Map<String, Boolean> parameters = new HashMap<>();

    /// The number of inlined loops of this frame around the code under compilation.
    int loops;

    /// On the method's scope: whether something inside leaves it by unwinding.
    boolean catches;

    Scope(@Nullable Scope outer) {
        this.outer = outer;
        visible.add(new HashMap<>());
    }

    /// The scope of code that is already running.
    static @Nullable Scope of(@Nullable Frame frame) {
        if (frame == null) {
            return null;
        }
        var scope = new Scope(of(frame.outer));
        var known = frame.body.names;
        for (var i = 0; i < known.size(); i++) {
            scope.names.add(known.get(i));
            scope.visible.getFirst().put(known.get(i), i);
        }
        return scope;
    }

    int declare(String name) {
        names.add(name);
        visible.getLast().put(name, names.size() - 1);
        return names.size() - 1;
    }

    int parameter(String name) {
        parameters.put(name, true);
        return declare(name);
    }

    /// A slot without a name.
    int hidden() {
        names.add("");
        return names.size() - 1;
    }

    /// Makes a slot known by a name.
    void alias(String name, int slot) {
        names.set(slot, name);
        visible.getLast().put(name, slot);
    }

    void enter() {
        visible.add(new HashMap<>());
    }

    void leave() {
        visible.removeLast();
    }

    /// The slot of a name; -1 if this frame has none.
    int find(String name) {
        for (var i = visible.size() - 1; i >= 0; i--) {
            var slot = visible.get(i).get(name);
            if (slot != null) {
                return slot;
            }
        }
        return -1;
    }

    boolean isParameter(String name) {
        return parameters.containsKey(name);
    }

    Scope method() {
        var scope = this;
        while (scope.outer != null) {
            scope = scope.outer;
        }
        return scope;
    }
}
