package batos.talk.kernel;

import batos.talk.classes.InstanceSearch;
import batos.talk.compiler.MethodCompiler;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Klass;
import batos.talk.objects.Primitive;
import batos.talk.processes.Frame;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The primitives that reach outside: text shown, the clock, chance, arguments.
@SuppressWarnings("ReferenceEquality") // identity is meant
final class SystemPrimitives {
    private final PrimitiveContext room;
    private final MethodCompiler methods;
    private final java.util.function.Supplier<List<String>> arguments;

    SystemPrimitives(PrimitiveContext room, java.util.function.Supplier<List<String>> arguments) {
        this.room = room;
        this.methods = room.methods;
        this.arguments = arguments;
    }

    void install() {
        methods.primitive("show", (Primitive.Binary) this::show);
        methods.primitive("epochNanos", (Primitive.Unary) this::epochNanos);
        methods.primitive("tickNanos", (Primitive.Unary) this::tickNanos);
        methods.primitive("zoneSeconds", (Primitive.Unary) this::zoneSeconds);
        methods.primitive("random", (Primitive.Unary) this::random);
        methods.primitive("randomBetween", (Primitive.Ternary) this::randomBetween);
        methods.primitive("arguments", (Primitive.Unary) this::arguments);
        methods.primitive("collectGarbage", (Primitive.Unary) this::collectGarbage);
        methods.primitive("namespaceName", (Primitive.Unary) this::namespace);
        methods.primitive("namespaceSet", (Primitive.Binary) this::setNamespace);
        methods.primitive("makeWeak", (Primitive.Unary) this::makeWeak);
        methods.primitive("mortal", (Primitive.Binary) this::mortal);
    }

    private Object namespace(Frame f, Object self) {
        return room.text(room.universe.namespace);
    }

    /// The name of the namespace that definitions go to from here on; empty for Smalltalk.
    private @org.jspecify.annotations.Nullable Object setNamespace(
            Frame f, Object self, Object name) {
        var path = PrimitiveContext.string(name);
        if (path == null) {
            return null;
        }
        room.universe.namespace = path;
        return self;
    }

    /// The objects that nothing holds any more: their places in weak objects, as pairs of object
    /// and index, and those that asked to hear of their end.
    private Object collect(Frame f) {
        var reached = new InstanceSearch(room.universe, f).reached();
        var lost = new ArrayList<Object>();
        for (var weak : room.universe.weak) {
            for (var i = weak.klass.size; i < weak.slots.length; i++) {
                if (weak.slots[i] instanceof HeapObject thing
                        && thing.state != HeapObject.LITERAL
                        && !(thing instanceof Klass)
                        && !reached.contains(thing)) {
                    lost.add(room.universe.array(weak, (long) i - weak.klass.size + 1));
                }
            }
        }
        var ended = room.universe.mortal.stream().filter(each -> !reached.contains(each)).toArray();
        room.universe.mortal.removeIf(each -> !reached.contains(each));
        return room.universe.array(room.universe.array(lost.toArray()), room.universe.array(ended));
    }

    private @Nullable Object show(Frame f, Object s, Object text) {
        var shown = PrimitiveContext.string(text);
        if (shown == null) {
            return null;
        }
        room.out.accept(shown);
        return s;
    }

    private @Nullable Object epochNanos(Frame f, Object s) {
        var now = room.clock.instant();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    private @Nullable Object tickNanos(Frame f, Object s) {
        return System.nanoTime();
    }

    private @Nullable Object zoneSeconds(Frame f, Object s) {
        return (long)
                java.time.ZoneId.systemDefault()
                        .getRules()
                        .getOffset(room.clock.instant())
                        .getTotalSeconds();
    }

    private @Nullable Object random(Frame f, Object s) {
        return room.random.nextDouble();
    }

    private @Nullable Object randomBetween(Frame f, Object s, Object low, Object high) {
        return low instanceof Long a && high instanceof Long b && a <= b
                ? (Object) (b == Long.MAX_VALUE ? a : room.random.nextLong(a, b + 1))
                : null;
    }

    private @Nullable Object arguments(Frame f, Object s) {
        return room.universe.array(
                arguments.get().stream().map(a -> (Object) room.text(a)).toArray());
    }

    private @Nullable Object collectGarbage(Frame f, Object s) {
        return collect(f);
    }

    private @Nullable Object makeWeak(Frame f, Object s) {
        if (s instanceof HeapObject thing) {
            room.universe.weak.add(thing);
        }
        return s;
    }

    private @Nullable Object mortal(Frame f, Object s, Object wanted) {
        if (s instanceof HeapObject thing) {
            room.universe.mortal.removeIf(each -> each == thing);
            if (wanted == Boolean.TRUE) {
                room.universe.mortal.add(thing);
            }
        }
        return s;
    }
}
