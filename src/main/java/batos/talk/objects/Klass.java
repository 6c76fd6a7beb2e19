package batos.talk.objects;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A class, or a metaclass. Its slots are the class-instance variables.
public final class Klass extends HeapObject {
    public String name;
    public @Nullable Klass superclass;
    public final boolean meta;

    /// The class that a metaclass is the class of; itself for a class.
    public Klass instance;

    /// Names of the slots this class adds.
    public List<String> ownSlots = List.of();

    /// Named slots, inherited ones included.
    public int size;

    public ObjectFormat make = ObjectFormat.PLAIN;
    public final Map<Selector, MethodSource> methods = new LinkedHashMap<>();
    public final Map<String, Binding> shared = new LinkedHashMap<>();
    public final List<Klass> subclasses = new ArrayList<>();
    public String comment = "";
    public String category = "";

    /// Names of namespaces whose variables its methods see by their bare names.
    public List<String> pools = List.of();

    /// Made by `Behavior new`: no global names it, and the image does not keep it.
    public boolean anonymous;

    public String origin = "";

    /// Methods that the shipped kernel has here, put back when a user's own is removed.
    public final Map<Selector, MethodSource> shipped = new HashMap<>();

    /// Whether it comes with the shipped kernel.
    public boolean kernel;

    /// The shipped declaration of a kernel class, from before the first change.
    public Declared declared = Declared.NOTHING;

    /// A class's declaration besides its methods.
    public record Declared(
            @Nullable Klass superclass,
            List<String> slots,
            Set<String> shared,
            String comment,
            String category) {
        static final Declared NOTHING = new Declared(null, List.of(), Set.of(), "", "");
    }

    public void ship() {
        declared =
                new Declared(
                        superclass,
                        ownSlots,
                        Collections.unmodifiableSet(new LinkedHashSet<>(shared.keySet())),
                        comment,
                        category);
    }

    /// Whether a user put a class of the shipped kernel under another superclass.
    public boolean isMoved() {
        return kernel && superclass != declared.superclass;
    }

    private final Map<Selector, Code> found = new HashMap<>();
    private @Nullable Code initializer;
    private boolean initializerKnown;

    /// Whether its instances compare their keys by identity; null as long as nobody asked.
    private @Nullable Boolean byIdentity;

    /// Code that reads or writes a slot of an instance, wherever it runs: in a method, in one that
    /// was replaced while it runs, in a block that is still referenced.
    public interface Placed {
        /// Finds its slot among these; there may be none any more.
        void place(List<String> slots);
    }

    private List<WeakReference<Placed>> placed = new ArrayList<>();

    public Klass(@Nullable Klass klass, String name, boolean meta) {
        super(cast(klass), NONE);
        this.name = name;
        this.meta = meta;
        this.instance = this;
        this.state = CLEAN;
    }

    @SuppressWarnings({"NullAway", "DataFlowIssue"}) // the first classes have no class yet
    private static Klass cast(@Nullable Klass klass) {
        return klass;
    }

    /// The code that an instance runs for a selector; null if it does not understand it.
    public @Nullable Code lookup(Selector selector) {
        var code = found.get(selector);
        if (code != null) {
            return code;
        }
        for (var klass = this; klass != null; klass = klass.superclass) {
            var method = klass.methods.get(selector);
            if (method != null) {
                code = method.code();
                found.put(selector, code);
                return code;
            }
        }
        return null;
    }

    /// The `initialize` that `new` runs on a fresh instance; null where that is Object's, which
    /// does nothing.
    public @Nullable Code initializer(Selector initialize) {
        if (!initializerKnown) {
            var code = lookup(initialize);
            initializer = code == null || code.source.owner.superclass == null ? null : code;
            initializerKnown = true;
        }
        return initializer;
    }

    public @Nullable MethodSource method(Selector selector) {
        for (var klass = this; klass != null; klass = klass.superclass) {
            var method = klass.methods.get(selector);
            if (method != null) {
                return method;
            }
        }
        return null;
    }

    /// Whether its instances compare their keys by identity, as those of these two classes do.
    public boolean isByIdentity(Supplier<Klass> set, Supplier<Klass> dictionary) {
        var known = byIdentity;
        if (known == null) {
            known = inherits(set.get()) || inherits(dictionary.get());
            byIdentity = known;
        }
        return known;
    }

    /// Forgets found methods, here and below, after a method or superclass changed.
    public void forget(@Nullable Selector selector) {
        initializerKnown = false;
        byIdentity = null;
        if (selector == null) {
            found.clear();
        } else {
            found.remove(selector);
        }
        for (var below : subclasses) {
            below.forget(selector);
        }
    }

    /// Each becomes the other: their definitions change places.
    public void exchange(Klass other) {
        var mine = new LinkedHashMap<>(methods);
        var above = superclass;
        methods.clear();
        methods.putAll(other.methods);
        other.methods.clear();
        other.methods.putAll(mine);
        superclass = other.superclass;
        other.superclass = above;
        for (var selector : methods.keySet()) {
            selector.reset();
        }
        for (var selector : mine.keySet()) {
            selector.reset();
        }
        forget(null);
        other.forget(null);
    }

    public boolean inherits(Klass from) {
        for (var klass = this; klass != null; klass = klass.superclass) {
            if (klass == from) {
                return true;
            }
        }
        return false;
    }

    public List<String> allSlots() {
        var all = superclass == null ? new ArrayList<String>() : superclass.allSlots();
        all.addAll(ownSlots);
        return all;
    }

    public void placed(Placed code) {
        code.place(allSlots());
        placed.add(new WeakReference<>(code));
    }

    /// After a change of shape: running code follows its slots to where they are now.
    public void place() {
        var slots = allSlots();
        var alive = new ArrayList<WeakReference<Placed>>();
        for (var reference : placed) {
            var code = reference.get();
            if (code != null) {
                code.place(slots);
                alive.add(reference);
            }
        }
        placed = alive;
    }

    /// Slot names made unique: the second of a name is `name#2`.
    public List<String> slotKeys() {
        var keys = new ArrayList<String>();
        for (var name : allSlots()) {
            var key = name;
            for (var n = 2; keys.contains(key); n++) {
                key = name + "#" + n;
            }
            keys.add(key);
        }
        return keys;
    }

    /// As it is printed: `Foo`, `Foo class`.
    public String shown() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }
}
