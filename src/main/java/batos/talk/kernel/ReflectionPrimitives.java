package batos.talk.kernel;

import batos.talk.classes.InstanceSearch;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Klass;
import batos.talk.objects.MethodSource;
import batos.talk.objects.Nil;
import batos.talk.objects.Primitive;
import batos.talk.objects.Symbol;
import batos.talk.processes.Frame;
import batos.talk.syntax.Parser;
import batos.talk.syntax.SyntaxFault;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The primitives that tell what a class is, and those of its methods.
final class ReflectionPrimitives extends ClassPrimitives {
    private final ClassDefiner definer;

    ReflectionPrimitives(PrimitiveContext room, ClassDefiner definer) {
        super(room);
        this.definer = definer;
    }

    @Override
    void install() {
        looking();
        methods();
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
        return k.meta ? Nil.NIL : room.text(k.name.substring(k.name.lastIndexOf('.') + 1));
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
