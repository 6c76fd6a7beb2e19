package batos.talk.classes;

import batos.talk.objects.Binding;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Klass;
import batos.talk.objects.MethodSource;
import batos.talk.objects.Nil;
import batos.talk.objects.ObjectFormat;
import batos.talk.objects.Selector;
import batos.talk.objects.UndoLog;
import batos.talk.objects.Universe;
import batos.talk.processes.Frame;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Making and changing classes while their instances live.
///
/// Every change is recorded in the journal, so that a failed evaluation takes it back.
public final class ClassChanges {
    private final Universe universe;

    /// The frame of the running code, to find also objects that only its variables hold; null
    /// between evaluations.
    private @Nullable Frame top;

    private final Set<HeapObject> migrated = Collections.newSetFromMap(new IdentityHashMap<>());

    public ClassChanges(Universe universe) {
        this.universe = universe;
    }

    /// Carries out a change of classes asked for by running code, and then sends `postMigrate` to
    /// each instance that it gave a new shape and that understands it.
    ///
    /// @param f the frame that asks
    public <T extends @Nullable Object> T during(Frame f, Supplier<T> change) {
        var before = top;
        top = f;
        T answer;
        try {
            answer = change.get();
        } finally {
            top = before;
        }
        if (before == null) {
            tell(f);
        }
        return answer;
    }

    private void tell(Frame f) {
        var waiting = List.copyOf(migrated);
        migrated.clear();
        var selector = universe.selector("postMigrate");
        for (var instance : waiting) {
            if (universe.classOf(instance).lookup(selector) != null) {
                f.run.send(f, instance, selector);
            }
        }
    }

    private UndoLog journal() {
        return universe.journal;
    }

    /// The class of that name below that superclass, made or moved there.
    public Klass define(String name, @Nullable Klass superclass) {
        var binding = universe.global(name);
        if (binding.value instanceof Klass klass) {
            if (superclass != null && klass.superclass != superclass) {
                move(klass, superclass, klass.ownSlots);
            }
            return klass;
        }
        var meta = new Klass(universe.metaclassClass, name + " class", true);
        var klass = new Klass(meta, name, false);
        meta.instance = klass;
        if (superclass != null) {
            Universe.graft(klass, superclass);
            Universe.graft(meta, superclass.klass);
            klass.size = superclass.size;
            klass.make = superclass.make;
            meta.size = superclass.klass.size;
            klass.slots = HeapObject.nils(meta.size);
        } else {
            Universe.graft(meta, universe.classClass);
        }
        var before = binding.value;
        var sort = binding.sort;
        binding.value = klass;
        binding.sort = Binding.Sort.SYSTEM;
        journal().changed(klass);
        journal()
                .undo(() -> {
                    binding.value = before;
                    binding.sort = sort;
                    if (superclass != null) {
                        superclass.subclasses.remove(klass);
                        superclass.klass.subclasses.remove(meta);
                    }
                });
        return klass;
    }

    private void move(Klass klass, Klass superclass, List<String> slots) {
        if (superclass.inherits(klass)) {
            throw new IllegalArgumentException(
                    superclass.name + " already inherits from " + klass.name);
        }
        migrate(
                klass,
                () -> {
                    transplant(klass, superclass);
                    transplant(klass.klass, superclass.klass);
                    if (klass.make == ObjectFormat.PLAIN || superclass.make != ObjectFormat.PLAIN) {
                        klass.make = superclass.make;
                    }
                    var before = klass.ownSlots;
                    klass.ownSlots = List.copyOf(slots);
                    journal().undo(() -> klass.ownSlots = before);
                });
    }

    private void transplant(Klass klass, Klass superclass) {
        var before = klass.superclass;
        var make = klass.make;
        if (before != null) {
            before.subclasses.remove(klass);
        }
        Universe.graft(klass, superclass);
        klass.forget(null);
        journal()
                .undo(() -> {
                    superclass.subclasses.remove(klass);
                    klass.superclass = before;
                    klass.make = make;
                    if (before != null) {
                        before.subclasses.add(klass);
                    }
                    reset(klass);
                });
    }

    /// The same with these slots of its own; a slot that moves here from above keeps its values.
    public Klass define(String name, Klass superclass, List<String> slots) {
        if (universe.global(name).value instanceof Klass klass && klass.superclass != superclass) {
            move(klass, superclass, slots);
        }
        var klass = define(name, superclass);
        slots(klass, slots);
        return klass;
    }

    /// Gives a class these slots of its own; slots with a known name keep their values.
    public void slots(Klass klass, List<String> names) {
        if (klass.ownSlots.equals(names)) {
            return;
        }
        var before = klass.ownSlots;
        migrate(
                klass,
                () -> {
                    klass.ownSlots = List.copyOf(names);
                    journal().undo(() -> klass.ownSlots = before);
                });
    }

    /// The first slots of a class that the kernel has just made: nothing depends on its shape yet.
    public void firstSlots(Klass klass, List<String> names) {
        klass.ownSlots = List.copyOf(names);
        klass.size += names.size();
    }

    /// Whether neither it nor a class below has an instance.
    public boolean isUnused(Klass klass) {
        var tree = new ArrayList<Klass>();
        collect(klass, tree);
        return new InstanceSearch(universe, top)
                .instances(Collections.unmodifiableSet(new LinkedHashSet<>(tree)))
                .isEmpty();
    }

    /// Changes the shape of a class and of those below, and all their instances with it.
    private void migrate(Klass klass, Runnable change) {
        journal().undo(() -> reset(klass));
        var tree = new ArrayList<Klass>();
        collect(klass, tree);
        var layouts = tree.stream().map(SlotLayout::qualified).toList();
        var metas = tree.stream().map(k -> SlotLayout.qualified(k.klass)).toList();
        var instances =
                journal().recording()
                        ? new InstanceSearch(universe, top)
                                .instances(Collections.unmodifiableSet(new LinkedHashSet<>(tree)))
                        : new InstanceSearch(universe, top)
                                .loaded(Collections.unmodifiableSet(new LinkedHashSet<>(tree)));
        change.run();
        for (var i = 0; i < tree.size(); i++) {
            var below = tree.get(i);
            var size = below.size;
            var now = SlotLayout.qualified(below);
            below.size = now.size();
            journal().undo(() -> below.size = size);
            var was = layouts.get(i);
            if (!now.equals(was)) {
                instances.getOrDefault(below, List.of()).forEach(each -> migrate(each, was, now));
            }
            if (below.meta) {
                reshape(below.instance, layouts.get(i), now);
            } else {
                var meta = SlotLayout.qualified(below.klass);
                var metaSize = below.klass.size;
                below.klass.size = meta.size();
                journal().undo(() -> below.klass.size = metaSize);
                reshape(below, metas.get(i), meta);
            }
            journal().changed(below.instance);
        }
        reset(klass);
        if (!klass.meta) {
            reset(klass.klass);
        }
    }

    private void migrate(HeapObject instance, List<String> was, List<String> now) {
        reshape(instance, was, now);
        if (journal().recording()) {
            migrated.add(instance);
            journal().undo(() -> migrated.remove(instance));
        }
    }

    private static void collect(Klass klass, List<Klass> tree) {
        tree.add(klass);
        for (var below : klass.subclasses) {
            collect(below, tree);
        }
    }

    /// The slots of one object in a new order, see [SlotLayout#qualified]; new ones nil, indexed
    /// ones behind them.
    public void reshape(HeapObject thing, List<String> was, List<String> now) {
        var old = thing.slots;
        if (was.equals(now) && old.length >= now.size()) {
            return;
        }
        journal().touch(thing);
        thing.slots = SlotLayout.placed(old, was, now, HeapObject.nils(now.size()));
        journal().undo(() -> thing.slots = SlotLayout.placed(thing.slots, now, was, old.clone()));
    }

    public void share(Klass klass, String name) {
        if (!klass.shared.containsKey(name)) {
            var binding = new Binding(name, Binding.Sort.SHARED, Nil.NIL);
            binding.owner = klass;
            klass.shared.put(name, binding);
            journal().changed(klass);
            journal().undo(() -> klass.shared.remove(name));
            reset(klass);
            reset(klass.klass);
        }
    }

    public void unshare(Klass klass, String name) {
        var binding = klass.shared.remove(name);
        if (binding != null) {
            journal().changed(klass);
            journal().undo(() -> klass.shared.put(name, binding));
            reset(klass);
        }
    }

    public void install(MethodSource method) {
        var owner = method.owner;
        universe.nilRedefined |=
                !owner.kernel
                        && (method.selector.name.equals("isNil")
                                || method.selector.name.equals("notNil"));
        var before = owner.methods.put(method.selector, method);
        if (!owner.anonymous) {
            journal().changed(owner, method.selector);
        }
        journal().undo(() -> put(owner, method.selector, before));
        owner.forget(method.selector);
        method.selector.reset();
    }

    /// Removes a method; the shipped kernel's own comes back, if there is one.
    public boolean remove(Klass owner, Selector selector) {
        var before = owner.methods.get(selector);
        if (before == null) {
            return false;
        }
        put(owner, selector, owner.shipped.get(selector));
        journal().changed(owner, selector);
        journal().undo(() -> put(owner, selector, before));
        return true;
    }

    private static void put(Klass owner, Selector selector, @Nullable MethodSource method) {
        if (method == null) {
            owner.methods.remove(selector);
        } else {
            owner.methods.put(selector, method);
        }
        owner.forget(selector);
        selector.reset();
    }

    /// Notes what the classes of the shipped kernel are, once all are there.
    public void ship() {
        for (var binding : universe.globals.values()) {
            if (binding.value instanceof Klass klass && klass.kernel) {
                klass.ship();
                klass.klass.ship();
            }
        }
    }

    /// Takes a class away; its instances keep it.
    public void remove(Klass klass) {
        var binding = universe.global(klass.name);
        var before = binding.value;
        var above = klass.superclass;
        binding.value = null;
        if (above != null) {
            above.subclasses.remove(klass);
            above.klass.subclasses.remove(klass.klass);
        }
        journal().changed(klass);
        journal()
                .undo(() -> {
                    binding.value = before;
                    if (above != null) {
                        above.subclasses.add(klass);
                        above.klass.subclasses.add(klass.klass);
                    }
                });
    }

    /// Recompiles what depends on the shape of a class, at its next call.
    private void reset(Klass klass) {
        klass.forget(null);
        var tree = new ArrayList<Klass>();
        collect(klass, tree);
        for (var below : tree) {
            below.methods.replaceAll((selector, method) -> method.fresh());
            below.place();
        }
        universe.selectors().forEach(Selector::reset);
    }

    public void pools(Klass klass, List<String> names) {
        set(klass, k -> k.pools, (k, v) -> k.pools = v, List.copyOf(names));
        reset(klass);
    }

    /// A class that no global names.
    public Klass anonymous(Klass behavior) {
        var klass = new Klass(behavior, "{}", false);
        klass.anonymous = true;
        klass.slots = HeapObject.nils(behavior.size);
        return klass;
    }

    public void superclass(Klass anonymous, Klass superclass) {
        Universe.graft(anonymous, superclass);
        anonymous.name = "{" + superclass.name + "}";
        anonymous.size = superclass.size;
        anonymous.make = superclass.make;
        anonymous.forget(null);
    }

    /// A setter of a plain property of a class, taken back when the evaluation fails.
    public <T> void set(
            Klass klass,
            Function<Klass, T> get,
            java.util.function.BiConsumer<Klass, T> put,
            T value) {
        var before = get.apply(klass);
        put.accept(klass, value);
        journal().changed(klass);
        journal().undo(() -> put.accept(klass, before));
    }
}
