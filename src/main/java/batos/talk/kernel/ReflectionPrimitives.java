package batos.talk.kernel;

import batos.talk.classes.InstanceSearch;
import batos.talk.compiler.MethodCompiler;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Klass;
import batos.talk.objects.MethodSource;
import batos.talk.objects.Nil;
import batos.talk.objects.ObjectFormat;
import batos.talk.objects.Primitive;
import batos.talk.objects.Symbol;
import batos.talk.processes.Frame;
import batos.talk.syntax.Parser;
import batos.talk.syntax.SyntaxFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The primitives of classes.
final class ReflectionPrimitives {
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{Nd}_]*");

    private final PrimitiveContext room;
    private final MethodCompiler methods;
    private final ClassDefiner definer;

    ReflectionPrimitives(PrimitiveContext room, ClassDefiner definer) {
        this.room = room;
        this.methods = room.methods;
        this.definer = definer;
    }

    void install() {
        looking();
        classes();
        methods();
    }

    private interface OnClass {
        @Nullable Object call(Frame f, Klass klass);
    }

    private void unary(String name, OnClass action) {
        methods.primitive(
                name,
                (Primitive.Unary)
                        (f, s) -> s instanceof Klass klass ? action.call(f, klass) : null);
    }

    private interface OnName {
        @Nullable Object call(Frame f, Klass klass, String name);
    }

    private void named(String name, OnName action) {
        methods.primitive(
                name,
                (Primitive.Binary)
                        (f, s, a) -> {
                            var text = PrimitiveContext.string(a);
                            return s instanceof Klass klass && text != null
                                    ? room.classes.during(f, () -> action.call(f, klass, text))
                                    : null;
                        });
    }

    private Object symbols(List<String> names) {
        return room.universe.array(names.stream().map(n -> (Object) new Symbol(n)).toArray());
    }

    private void looking() {
        unary("className", (f, k) -> k.meta ? Nil.NIL : room.text(k.name));
        unary("classPrint", (f, k) -> room.text(k.name));
        unary("superclass", (f, k) -> k.superclass == null ? Nil.NIL : k.superclass);
        unary("subclasses", (f, k) -> room.universe.array(k.subclasses.toArray()));
        unary("instanceClass", (f, k) -> k.instance);
        unary("isMeta", (f, k) -> k.meta);
        unary(
                "selectors",
                (f, k) -> symbols(k.methods.keySet().stream().map(s -> s.name).toList()));
        unary("ownSlots", (f, k) -> symbols(k.ownSlots));
        unary("allSlots", (f, k) -> symbols(k.allSlots()));
        unary("sharedNames", (f, k) -> symbols(List.copyOf(k.instance.shared.keySet())));
        unary("pools", (f, k) -> symbols(k.instance.pools));
        unary("newBehavior", (f, k) -> room.classes.anonymous(k));
        unary("instSize", (f, k) -> (long) k.size);
        unary("comment", (f, k) -> room.text(k.instance.comment));
        unary("classCategory", (f, k) -> room.text(k.instance.category));
        unary(
                "shape",
                (f, k) ->
                        switch (k.make) {
                            case INDEXED -> new Symbol("pointer");
                            case BYTES -> new Symbol("byte");
                            case TEXT -> new Symbol("character");
                            case PLAIN, TABLE, SEQUENCE, VALUE -> Nil.NIL;
                        });
        unary(
                "allInstances",
                (f, k) ->
                        room.universe.array(
                                new InstanceSearch(room.universe, f)
                                        .instances(Set.of(k))
                                        .getOrDefault(k, List.of())
                                        .toArray()));
        named(
                "includesSelector",
                (f, k, name) -> k.methods.containsKey(room.universe.selector(name)));
        named("canUnderstand", (f, k, name) -> k.lookup(room.universe.selector(name)) != null);
        named(
                "whoUnderstands",
                (f, k, name) -> {
                    var method = k.method(room.universe.selector(name));
                    return method == null ? Nil.NIL : method.owner;
                });
        named(
                "sourceOf",
                (f, k, name) -> {
                    var method = k.methods.get(room.universe.selector(name));
                    return method == null ? null : room.text(method.text);
                });
    }

    private void classes() {
        named("subclassNamed", (f, k, name) -> subclass(k, name, null));
        methods.primitive(
                "subclassSlots",
                (Primitive.Ternary)
                        (f, s, named, names) -> {
                            var name = PrimitiveContext.string(named);
                            var slots = PrimitiveContext.string(names);
                            if (!(s instanceof Klass k) || name == null || slots == null) {
                                return null;
                            }
                            var refused = refused(f, words(slots));
                            return refused == null
                                    ? room.classes.during(f, () -> subclass(k, name, words(slots)))
                                    : refused;
                        });
        named(
                "setSlots",
                (f, k, names) -> {
                    var list = words(names);
                    var refused = refused(f, list);
                    if (refused == null) {
                        room.classes.slots(k, list);
                    }
                    return refused == null ? k : refused;
                });
        named(
                "addSlot",
                (f, k, name) -> {
                    var list = new ArrayList<>(k.ownSlots);
                    if (!list.contains(name)) {
                        list.add(name);
                    }
                    room.classes.slots(k, list);
                    return k;
                });
        named(
                "removeSlot",
                (f, k, name) -> {
                    var list = new ArrayList<>(k.ownSlots);
                    if (!list.remove(name)) {
                        return null;
                    }
                    room.classes.slots(k, list);
                    return k;
                });
        named(
                "addShared",
                (f, k, name) -> {
                    room.classes.share(k.instance, name);
                    return k;
                });
        named(
                "removeShared",
                (f, k, name) -> {
                    room.classes.unshare(k.instance, name);
                    return k;
                });
        named(
                "setPools",
                (f, k, names) -> {
                    room.classes.pools(k.instance, words(names));
                    return k;
                });
        named(
                "setComment",
                (f, k, text) -> {
                    room.classes.set(k.instance, c -> c.comment, (c, v) -> c.comment = v, text);
                    return k;
                });
        named(
                "setCategory",
                (f, k, text) -> {
                    room.classes.set(k.instance, c -> c.category, (c, v) -> c.category = v, text);
                    return k;
                });
        named(
                "setShape",
                (f, k, text) -> {
                    ObjectFormat make = ClassDefiner.make(text);
                    room.classes.set(k, c -> c.make, (c, v) -> c.make = v, make);
                    return k;
                });
        methods.primitive(
                "setSuperclass",
                (Primitive.Binary)
                        (f, s, above) -> {
                            if (!(s instanceof Klass klass)
                                    || !(above instanceof Klass superclass)
                                    || superclass.inherits(klass)) {
                                return null;
                            }
                            return room.classes.during(
                                    f,
                                    () -> {
                                        if (klass.anonymous) {
                                            room.classes.superclass(klass, superclass);
                                        } else {
                                            room.classes.define(klass.name, superclass);
                                        }
                                        return s;
                                    });
                        });
        unary(
                "removeClass",
                (f, k) -> {
                    if (k.kernel || !k.subclasses.isEmpty()) {
                        return null;
                    }
                    room.classes.remove(k);
                    return k;
                });
    }

    /// The error for a slot that has no proper name; null if all have.
    private @Nullable Object refused(Frame f, List<String> names) {
        for (var name : names) {
            if (!NAME.matcher(name).matches()) {
                return f.run.error(
                        f,
                        "SystemExceptions.InvalidValue",
                        room.text(name),
                        "Invalid value " + name + ": invalid Smalltalk identifier");
            }
        }
        return null;
    }

    private @Nullable Object subclass(Klass superclass, String name, @Nullable List<String> slots) {
        var known = room.universe.klassOrNull(name);
        if (!NAME.matcher(name).matches() || (known != null && known.kernel)) {
            return null;
        }
        if (superclass.meta || (known != null && superclass.inherits(known))) {
            return null;
        }
        return slots == null
                ? room.classes.define(name, superclass)
                : room.classes.define(name, superclass, slots);
    }

    private static List<String> words(String names) {
        return names.isBlank() ? List.of() : List.of(names.strip().split("\\s+"));
    }

    private void methods() {
        named(
                "compile",
                (f, k, text) -> {
                    try {
                        return compiled(definer.compile(k, Parser.bracketed(text), "architect"));
                    } catch (SyntaxFault e) {
                        return f.run.error(f, "Error", k, "cannot compile: " + e.text());
                    }
                });
        named(
                "removeSelector",
                (f, k, name) -> room.classes.remove(k, room.universe.selector(name)) ? k : null);
        methods.primitive(
                "allMethods",
                (Primitive.Ternary)
                        (f, s, kind, name) ->
                                room.universe.array(
                                        search(
                                                        String.valueOf(
                                                                PrimitiveContext.string(kind)),
                                                        String.valueOf(
                                                                PrimitiveContext.string(name)))
                                                .stream()
                                                .map(m -> (Object) room.text(m.shown()))
                                                .toArray()));
    }

    /// Indexed by two for each of its expressions.
    private HeapObject compiled(MethodSource method) {
        var slots = new Object[2 + 2 * MethodSearch.size(method.text)];
        java.util.Arrays.fill(slots, 0L);
        slots[0] = method.owner;
        slots[1] = new Symbol(method.selector.name);
        return new HeapObject(room.universe.klass("CompiledMethod"), slots);
    }

    private List<MethodSource> search(String kind, String name) {
        return switch (kind) {
            case "senders" -> MethodSearch.senders(room.universe, name);
            case "implementors" -> MethodSearch.implementors(room.universe, name);
            case "references" -> MethodSearch.references(room.universe, name);
            default -> MethodSearch.text(room.universe, name);
        };
    }
}
