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
        unary("className", this::className);
        unary("classPrint", this::classPrint);
        unary("superclass", this::superclassPrimitive);
        unary("subclasses", this::subclasses);
        unary("instanceClass", this::instanceClass);
        unary("isMeta", this::isMeta);
        unary("selectors", this::selectors);
        unary("ownSlots", this::ownSlots);
        unary("allSlots", this::allSlotsPrimitive);
        unary("sharedNames", this::sharedNames);
        unary("pools", this::poolsPrimitive);
        unary("newBehavior", this::newBehavior);
        unary("instSize", this::instSize);
        unary("comment", this::comment);
        unary("classCategory", this::classCategory);
        unary("shape", this::shape);
        unary("allInstances", this::allInstances);
        named("includesSelector", this::includesSelector);
        named("canUnderstand", this::canUnderstand);
        named("whoUnderstands", this::whoUnderstands);
        named("sourceOf", this::sourceOf);
        named("categoryOf", this::categoryOf);
        named("selectorsSending", this::selectorsSending);
    }

    private void classes() {
        named("subclassNamed", this::subclassNamed);
        methods.primitive("setCategoryOf", (Primitive.Ternary) this::setCategoryOf);
        methods.primitive("subclassSlots", (Primitive.Ternary) this::subclassSlots);
        named("setSlots", this::setSlots);
        named("addSlot", this::addSlot);
        named("removeSlot", this::removeSlot);
        named("addShared", this::addShared);
        named("removeShared", this::removeShared);
        named("setPools", this::setPools);
        named("setComment", this::setComment);
        named("setCategory", this::setCategory);
        named("setShape", this::setShape);
        methods.primitive("setSuperclass", (Primitive.Binary) this::setSuperclass);
        unary("removeClass", this::removeClass);
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
        named("compile", this::compilePrimitive);
        named("removeSelector", this::removeSelector);
        methods.primitive("allMethods", (Primitive.Ternary) this::allMethods);
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

    private @Nullable Object className(Frame f, Klass k) {
        return k.meta ? Nil.NIL : room.text(k.name);
    }

    private @Nullable Object classPrint(Frame f, Klass k) {
        return room.text(k.name);
    }

    private @Nullable Object superclassPrimitive(Frame f, Klass k) {
        return k.superclass == null ? Nil.NIL : k.superclass;
    }

    private @Nullable Object subclasses(Frame f, Klass k) {
        return room.universe.array(k.subclasses.toArray());
    }

    private @Nullable Object instanceClass(Frame f, Klass k) {
        return k.instance;
    }

    private @Nullable Object isMeta(Frame f, Klass k) {
        return k.meta;
    }

    private @Nullable Object selectors(Frame f, Klass k) {
        return symbols(k.methods.keySet().stream().map(s -> s.name).toList());
    }

    private @Nullable Object ownSlots(Frame f, Klass k) {
        return symbols(k.ownSlots);
    }

    private @Nullable Object allSlotsPrimitive(Frame f, Klass k) {
        return symbols(k.allSlots());
    }

    private @Nullable Object sharedNames(Frame f, Klass k) {
        return symbols(List.copyOf(k.instance.shared.keySet()));
    }

    private @Nullable Object poolsPrimitive(Frame f, Klass k) {
        return symbols(k.instance.pools);
    }

    private @Nullable Object newBehavior(Frame f, Klass k) {
        return room.classes.anonymous(k);
    }

    private @Nullable Object instSize(Frame f, Klass k) {
        return (long) k.size;
    }

    private @Nullable Object comment(Frame f, Klass k) {
        return room.text(k.instance.comment);
    }

    private @Nullable Object classCategory(Frame f, Klass k) {
        return room.text(k.instance.category);
    }

    private @Nullable Object shape(Frame f, Klass k) {
        return switch (k.make) {
            case INDEXED, INT8, INT16, UINT16, INT32, UINT32, INT64, UINT64, FLOAT, DOUBLE ->
                    new Symbol(k.make.shape());
            case BYTES -> new Symbol("byte");
            case TEXT -> new Symbol("character");
            case PLAIN, TABLE, SEQUENCE, VALUE -> Nil.NIL;
        };
    }

    private @Nullable Object allInstances(Frame f, Klass k) {
        return room.universe.array(
                new InstanceSearch(room.universe, f)
                        .instances(Set.of(k))
                        .getOrDefault(k, List.of())
                        .toArray());
    }

    private @Nullable Object includesSelector(Frame f, Klass k, String name) {
        return k.methods.containsKey(room.universe.selector(name));
    }

    private @Nullable Object canUnderstand(Frame f, Klass k, String name) {
        return k.lookup(room.universe.selector(name)) != null;
    }

    private @Nullable Object whoUnderstands(Frame f, Klass k, String name) {
        var method = k.method(room.universe.selector(name));
        return method == null ? Nil.NIL : method.owner;
    }

    private @Nullable Object sourceOf(Frame f, Klass k, String name) {
        var method = k.methods.get(room.universe.selector(name));
        return method == null ? null : room.text(method.text);
    }

    private @Nullable Object categoryOf(Frame f, Klass k, String name) {
        var method = k.methods.get(room.universe.selector(name));
        return method == null ? null : room.text(method.category);
    }

    private @Nullable Object selectorsSending(Frame f, Klass k, String name) {
        return symbols(
                MethodSearch.senders(k.methods.values(), name).stream()
                        .map(method -> method.selector.name)
                        .toList());
    }

    /// Files a method of a user under another category; the kernel's own stay where they are.
    private @Nullable Object setCategoryOf(Frame f, Object s, Object selector, Object category) {
        var name = PrimitiveContext.string(selector);
        var text = PrimitiveContext.string(category);
        var method =
                s instanceof Klass k && name != null
                        ? k.methods.get(room.universe.selector(name))
                        : null;
        if (method == null || text == null || method.author.isEmpty()) {
            return null;
        }
        return room.classes.during(
                f,
                () -> {
                    room.classes.install(method.under(text));
                    return s;
                });
    }

    private @Nullable Object subclassNamed(Frame f, Klass k, String name) {
        return subclass(k, name, null);
    }

    private @Nullable Object subclassSlots(Frame f, Object s, Object named, Object names) {
        var name = PrimitiveContext.string(named);
        var slots = PrimitiveContext.string(names);
        if (!(s instanceof Klass k) || name == null || slots == null) {
            return null;
        }
        var refused = refused(f, words(slots));
        return refused == null
                ? room.classes.during(f, () -> subclass(k, name, words(slots)))
                : refused;
    }

    private @Nullable Object setSlots(Frame f, Klass k, String names) {
        var list = words(names);
        var refused = refused(f, list);
        if (refused == null) {
            room.classes.slots(k, list);
        }
        return refused == null ? k : refused;
    }

    private @Nullable Object addSlot(Frame f, Klass k, String name) {
        var list = new ArrayList<>(k.ownSlots);
        if (!list.contains(name)) {
            list.add(name);
        }
        room.classes.slots(k, list);
        return k;
    }

    private @Nullable Object removeSlot(Frame f, Klass k, String name) {
        var list = new ArrayList<>(k.ownSlots);
        if (!list.remove(name)) {
            return null;
        }
        room.classes.slots(k, list);
        return k;
    }

    private @Nullable Object addShared(Frame f, Klass k, String name) {
        room.classes.share(k.instance, name);
        return k;
    }

    private @Nullable Object removeShared(Frame f, Klass k, String name) {
        room.classes.unshare(k.instance, name);
        return k;
    }

    private @Nullable Object setPools(Frame f, Klass k, String names) {
        room.classes.pools(k.instance, words(names));
        return k;
    }

    private @Nullable Object setComment(Frame f, Klass k, String text) {
        room.classes.set(k.instance, c -> c.comment, (c, v) -> c.comment = v, text);
        return k;
    }

    private @Nullable Object setCategory(Frame f, Klass k, String text) {
        room.classes.set(k.instance, c -> c.category, (c, v) -> c.category = v, text);
        return k;
    }

    private @Nullable Object setShape(Frame f, Klass k, String text) {
        var make = ObjectFormat.ofShape(text);
        room.classes.set(k, c -> c.make, (c, v) -> c.make = v, make);
        return k;
    }

    private @Nullable Object setSuperclass(Frame f, Object s, Object above) {
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
    }

    private @Nullable Object removeClass(Frame f, Klass k) {
        if (k.kernel || !k.subclasses.isEmpty()) {
            return null;
        }
        room.classes.remove(k);
        return k;
    }

    private @Nullable Object compilePrimitive(Frame f, Klass k, String text) {
        try {
            return compiled(definer.compile(k, Parser.bracketed(text), "architect"));
        } catch (SyntaxFault e) {
            return f.run.error(f, "Error", k, "cannot compile: " + e.text());
        }
    }

    private @Nullable Object removeSelector(Frame f, Klass k, String name) {
        return room.classes.remove(k, room.universe.selector(name)) ? k : null;
    }

    private @Nullable Object allMethods(Frame f, Object s, Object kind, Object name) {
        return room.universe.array(
                search(
                                String.valueOf(PrimitiveContext.string(kind)),
                                String.valueOf(PrimitiveContext.string(name)))
                        .stream()
                        .map(m -> (Object) room.text(m.shown()))
                        .toArray());
    }
}
