package batos.talk.kernel;

import batos.talk.bind.Proxy;
import batos.talk.classes.InstanceSearch;
import batos.talk.compiler.MethodCompiler;
import batos.talk.objects.Binding;
import batos.talk.objects.ByteObject;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Identity;
import batos.talk.objects.Klass;
import batos.talk.objects.Nil;
import batos.talk.objects.Primitive;
import batos.talk.objects.Selector;
import batos.talk.objects.SequenceObject;
import batos.talk.objects.Symbol;
import batos.talk.objects.TableObject;
import batos.talk.objects.TextObject;
import batos.talk.processes.Frame;
import org.jspecify.annotations.Nullable;

/// The primitives that every object has: making, copying, slots, performing, becoming.
final class ObjectPrimitives {
    private final PrimitiveContext room;
    private final Selector initialize;
    private final MethodCompiler methods;

    ObjectPrimitives(PrimitiveContext room) {
        this.room = room;
        this.initialize = room.universe.selector("initialize");
        this.methods = room.methods;
    }

    void install() {
        methods.primitive("new", (Primitive.Unary) this::primNew);
        methods.primitive("new:", (Primitive.Binary) this::primNewPrimitive);
        methods.primitive("basicNew", (Primitive.Unary) this::basicNew);
        methods.primitive("basicNew:", (Primitive.Binary) this::basicNewPrimitive);
        methods.primitive("same", (Primitive.Binary) this::samePrimitive);
        methods.primitive("identityHash", (Primitive.Unary) this::identityHash);
        methods.primitive("copy", (Primitive.Unary) this::copyPrimitive);
        slots();
        performing();
        methods.primitive("becomeForward", (Primitive.Binary) this::becomeForward);
        methods.primitive("become", (Primitive.Binary) this::become);
        methods.primitive("proxyKey", (Primitive.Unary) this::proxyKey);
        methods.primitive("proxyEqual", (Primitive.Binary) this::proxyEqual);
        methods.primitive("proxyHash", (Primitive.Unary) this::proxyHash);
        globals();
    }

    private static @Nullable Object initialized(
            Frame f, @Nullable HeapObject made, Selector initialize) {
        if (made != null) {
            var code = made.klass.initializer(initialize);
            if (code != null) {
                code.call(f, made);
            }
        }
        return made;
    }

    private @Nullable HeapObject make(Frame f, Object self, long size) {
        if (!(self instanceof Klass klass) || klass.meta || size > Integer.MAX_VALUE - 64) {
            return null;
        }
        var n = (int) size;
        if (n > 1_000) {
            f.run.reserve(f, 8L * n);
        }
        return switch (klass.make) {
            case PLAIN -> n == 0 ? new HeapObject(klass, HeapObject.nils(klass.size)) : null;
            case INDEXED, INT8, INT16, UINT16, INT32, UINT32, INT64, UINT64, FLOAT, DOUBLE ->
                    new HeapObject(klass, klass.make.slots(klass.size, n));
            case TEXT -> {
                var points = new int[n];
                java.util.Arrays.fill(points, ' ');
                yield new TextObject(klass, points);
            }
            case BYTES -> new ByteObject(klass, new byte[n]);
            case TABLE -> new TableObject(klass, HeapObject.nils(klass.size));
            case SEQUENCE ->
                    new SequenceObject(klass, HeapObject.nils(klass.size), Math.min(n, 1_000_000));
            case VALUE -> null;
        };
    }

    private static Object copied(Frame f, HeapObject thing) {
        f.run.whole(thing);
        return thing instanceof batos.talk.processes.Closure ? thing : thing.copy();
    }

    private void slots() {
        methods.primitive("instVarAt", (Primitive.Binary) this::instVarAt);
        methods.primitive("instVarAtPut", (Primitive.Ternary) this::instVarAtPut);
    }

    private void performing() {
        methods.primitive("perform", (Primitive.Any) this::perform);
        methods.primitive("performWith", (Primitive.Ternary) this::performWith);
        methods.primitive("respondsTo", (Primitive.Binary) this::respondsTo);
        methods.primitive("isKindOf", (Primitive.Binary) this::isKindOf);
        methods.primitive("classNameOf", (Primitive.Unary) this::classNameOf);
        methods.primitive("class", (Primitive.Unary) this::primClass);
        methods.primitive("changeClass", (Primitive.Binary) this::changeClass);
    }

    /// Bytes that become characters, four to one; a number that is no character shows as such.
    private Object wide(Frame f, ByteObject bytes, Klass klass) {
        var from = java.nio.ByteBuffer.wrap(bytes.bytes);
        var points = new int[bytes.bytes.length / Integer.BYTES];
        for (var i = 0; i < points.length; i++) {
            var point = from.getInt();
            points[i] = Character.isValidCodePoint(point) ? point : 0xFFFD;
        }
        var text = new TextObject(klass, points);
        new InstanceSearch(room.universe, f).replace(bytes, text);
        return text;
    }

    private @Nullable Object become(Frame f, Object a, Object b) {
        if (a instanceof Klass x && b instanceof Klass y && x.anonymous && y.anonymous) {
            x.exchange(y);
            return a;
        }
        if (!(a instanceof HeapObject x)
                || !(b instanceof HeapObject y)
                || x instanceof Klass
                || y instanceof Klass
                || x.state == HeapObject.LITERAL
                || y.state == HeapObject.LITERAL) {
            return null;
        }
        if (x.getClass() != y.getClass() || x instanceof batos.talk.processes.Closure) {
            new InstanceSearch(room.universe, f).swap(x, y);
            return a;
        }
        PrimitiveContext.written(f, f.run.whole(x));
        PrimitiveContext.written(f, f.run.whole(y));
        var kept = x.copy();
        x.become(y);
        y.become(kept);
        return a;
    }

    private void globals() {
        methods.primitive("globalAt", (Primitive.Binary) this::globalAt);
        methods.primitive("globalPut", (Primitive.Ternary) this::globalPut);
        methods.primitive("globalRemove", (Primitive.Binary) this::globalRemove);
        methods.primitive("globalNames", (Primitive.Unary) this::globalNames);
        methods.primitive("bindingKey", (Primitive.Unary) this::bindingKey);
        methods.primitive("bindingValue", (Primitive.Unary) this::bindingValue);
    }

    private @Nullable Object primNew(Frame f, Object s) {
        return initialized(f, make(f, s, 0), initialize);
    }

    private @Nullable Object primNewPrimitive(Frame f, Object s, Object n) {
        return n instanceof Long size && size >= 0
                ? initialized(f, make(f, s, size), initialize)
                : null;
    }

    private @Nullable Object basicNew(Frame f, Object s) {
        return make(f, s, 0);
    }

    private @Nullable Object basicNewPrimitive(Frame f, Object s, Object n) {
        return n instanceof Long size && size >= 0 ? make(f, s, size) : null;
    }

    private @Nullable Object samePrimitive(Frame f, Object a, Object b) {
        return Identity.same(a, b);
    }

    private @Nullable Object identityHash(Frame f, Object s) {
        return (long) Identity.hash(s);
    }

    private @Nullable Object copyPrimitive(Frame f, Object s) {
        return s instanceof HeapObject thing && !(thing instanceof Klass) ? copied(f, thing) : s;
    }

    private @Nullable Object becomeForward(Frame f, Object a, Object b) {
        if (!(a instanceof HeapObject) || a instanceof Klass) {
            return null;
        }
        new InstanceSearch(room.universe, f).replace(a, b);
        return a;
    }

    private @Nullable Object proxyKey(Frame f, Object s) {
        return s instanceof Proxy proxy ? room.text(proxy.key()) : null;
    }

    private @Nullable Object proxyEqual(Frame f, Object a, Object b) {
        return a.equals(b);
    }

    private @Nullable Object proxyHash(Frame f, Object a) {
        return (long) a.hashCode();
    }

    private @Nullable Object instVarAt(Frame f, Object s, Object i) {
        if (!(s instanceof HeapObject thing)) {
            return null;
        }
        f.run.whole(thing);
        var index = PrimitiveContext.index(i, thing.slots.length);
        return index < 0 ? null : thing.slots[index];
    }

    private @Nullable Object instVarAtPut(Frame f, Object s, Object i, Object v) {
        if (!(s instanceof HeapObject thing)) {
            return null;
        }
        f.run.whole(thing);
        var index = PrimitiveContext.index(i, thing.slots.length);
        if (index < 0) {
            return null;
        }
        PrimitiveContext.written(f, thing).slots[index] = v;
        return v;
    }

    private @Nullable Object perform(Frame f, Object s, Object[] a) {
        var name = PrimitiveContext.string(a[0]);
        if (name == null || room.universe.selector(name).arity != a.length - 1) {
            return null;
        }
        return f.run.send(f, s, name, java.util.Arrays.copyOfRange(a, 1, a.length));
    }

    private @Nullable Object performWith(Frame f, Object s, Object selector, Object arguments) {
        var name = PrimitiveContext.string(selector);
        var list = room.elements(f, arguments);
        if (name == null || list == null || room.universe.selector(name).arity != list.length) {
            return null;
        }
        return f.run.send(f, s, name, list.clone());
    }

    private @Nullable Object respondsTo(Frame f, Object s, Object selector) {
        var name = PrimitiveContext.string(selector);
        return name != null
                && room.universe.classOf(s).lookup(room.universe.selector(name)) != null;
    }

    private @Nullable Object isKindOf(Frame f, Object s, Object k) {
        return k instanceof Klass klass && room.universe.classOf(s).inherits(klass);
    }

    private @Nullable Object classNameOf(Frame f, Object s) {
        return room.text(room.universe.classOf(s).name);
    }

    private @Nullable Object primClass(Frame f, Object s) {
        return room.universe.classOf(s);
    }

    private @Nullable Object changeClass(Frame f, Object s, Object k) {
        if (s instanceof ByteObject bytes
                && k instanceof Klass klass
                && klass.make == batos.talk.objects.ObjectFormat.TEXT) {
            return wide(f, bytes, klass);
        }
        if (!(s instanceof HeapObject thing)
                || !(k instanceof Klass klass)
                || thing.klass.make != klass.make
                || klass.make == batos.talk.objects.ObjectFormat.VALUE) {
            return null;
        }
        var was = batos.talk.classes.SlotLayout.qualified(room.universe.classOf(thing));
        PrimitiveContext.written(f, thing);
        room.classes.reshape(thing, was, batos.talk.classes.SlotLayout.qualified(klass));
        thing.klass = klass;
        return s;
    }

    private @Nullable Object globalAt(Frame f, Object s, Object key) {
        var name = PrimitiveContext.string(key);
        var binding = name == null ? null : room.universe.globals.get(name);
        return binding == null ? null : binding.get();
    }

    private @Nullable Object globalPut(Frame f, Object s, Object key, Object value) {
        var name = PrimitiveContext.string(key);
        if (name == null) {
            return null;
        }
        var binding = room.universe.global(name);
        if (binding.sort == Binding.Sort.SYSTEM && binding.get() != null) {
            return null;
        }
        room.universe.journal.bind(binding, value);
        return value;
    }

    private @Nullable Object globalRemove(Frame f, Object s, Object key) {
        var name = PrimitiveContext.string(key);
        var binding = name == null ? null : room.universe.globals.get(name);
        if (binding == null || binding.sort != Binding.Sort.WORKSPACE || binding.value == null) {
            return null;
        }
        var value = binding.value;
        room.universe.journal.bind(binding, Nil.NIL);
        binding.value = null;
        return value;
    }

    private @Nullable Object globalNames(Frame f, Object s) {
        return room.universe.array(
                room.universe.globals.values().stream()
                        .filter(b -> b.get() != null)
                        .map(b -> (Object) new Symbol(b.name))
                        .toArray());
    }

    private @Nullable Object bindingKey(Frame f, Object s) {
        return s instanceof Binding binding ? new Symbol(binding.name) : null;
    }

    private @Nullable Object bindingValue(Frame f, Object s) {
        var value = s instanceof Binding binding ? binding.get() : null;
        return value == null ? Nil.NIL : value;
    }
}
