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
import batos.talk.objects.SequenceObject;
import batos.talk.objects.Symbol;
import batos.talk.objects.TableObject;
import batos.talk.objects.TextObject;
import batos.talk.processes.Frame;
import org.jspecify.annotations.Nullable;

/// The primitives that every object has: making, copying, slots, performing, becoming.
final class ObjectPrimitives {
    private final PrimitiveContext room;
    private final MethodCompiler methods;

    ObjectPrimitives(PrimitiveContext room) {
        this.room = room;
        this.methods = room.methods;
    }

    void install() {
        var initialize = room.universe.selector("initialize");
        methods.primitive(
                "new", (Primitive.Unary) (f, s) -> initialized(f, make(f, s, 0), initialize));
        methods.primitive(
                "new:",
                (Primitive.Binary)
                        (f, s, n) ->
                                n instanceof Long size && size >= 0
                                        ? initialized(f, make(f, s, size), initialize)
                                        : null);
        methods.primitive("basicNew", (Primitive.Unary) (f, s) -> make(f, s, 0));
        methods.primitive(
                "basicNew:",
                (Primitive.Binary)
                        (f, s, n) -> n instanceof Long size && size >= 0 ? make(f, s, size) : null);
        methods.primitive("same", (Primitive.Binary) (f, a, b) -> Identity.same(a, b));
        methods.primitive("identityHash", (Primitive.Unary) (f, s) -> (long) Identity.hash(s));
        methods.primitive(
                "copy",
                (Primitive.Unary)
                        (f, s) ->
                                s instanceof HeapObject thing && !(thing instanceof Klass)
                                        ? copied(f, thing)
                                        : s);
        slots();
        performing();
        methods.primitive(
                "becomeForward",
                (Primitive.Binary)
                        (f, a, b) -> {
                            if (!(a instanceof HeapObject) || a instanceof Klass) {
                                return null;
                            }
                            new InstanceSearch(room.universe, f).replace(a, b);
                            return a;
                        });
        methods.primitive("become", (Primitive.Binary) this::become);
        methods.primitive(
                "proxyKey",
                (Primitive.Unary)
                        (f, s) -> s instanceof Proxy proxy ? room.text(proxy.key()) : null);
        methods.primitive("proxyEqual", (Primitive.Binary) (f, a, b) -> a.equals(b));
        methods.primitive("proxyHash", (Primitive.Unary) (f, a) -> (long) a.hashCode());
        globals();
    }

    private static @Nullable Object initialized(
            Frame f, @Nullable HeapObject made, batos.talk.objects.Selector initialize) {
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
            case INDEXED -> new HeapObject(klass, HeapObject.nils(klass.size + n));
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
        methods.primitive(
                "instVarAt",
                (Primitive.Binary)
                        (f, s, i) -> {
                            if (!(s instanceof HeapObject thing)) {
                                return null;
                            }
                            f.run.whole(thing);
                            var index = PrimitiveContext.index(i, thing.slots.length);
                            return index < 0 ? null : thing.slots[index];
                        });
        methods.primitive(
                "instVarAtPut",
                (Primitive.Ternary)
                        (f, s, i, v) -> {
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
                        });
    }

    private void performing() {
        methods.primitive(
                "perform",
                (Primitive.Any)
                        (f, s, a) -> {
                            var name = PrimitiveContext.string(a[0]);
                            if (name == null
                                    || room.universe.selector(name).arity != a.length - 1) {
                                return null;
                            }
                            return f.run.send(
                                    f, s, name, java.util.Arrays.copyOfRange(a, 1, a.length));
                        });
        methods.primitive(
                "performWith",
                (Primitive.Ternary)
                        (f, s, selector, arguments) -> {
                            var name = PrimitiveContext.string(selector);
                            var list = room.elements(f, arguments);
                            if (name == null
                                    || list == null
                                    || room.universe.selector(name).arity != list.length) {
                                return null;
                            }
                            return f.run.send(f, s, name, list.clone());
                        });
        methods.primitive(
                "respondsTo",
                (Primitive.Binary)
                        (f, s, selector) -> {
                            var name = PrimitiveContext.string(selector);
                            return name != null
                                    && room.universe.classOf(s).lookup(room.universe.selector(name))
                                            != null;
                        });
        methods.primitive(
                "isKindOf",
                (Primitive.Binary)
                        (f, s, k) ->
                                k instanceof Klass klass
                                        && room.universe.classOf(s).inherits(klass));
        methods.primitive(
                "classNameOf",
                (Primitive.Unary) (f, s) -> room.text(room.universe.classOf(s).name));
        methods.primitive("class", (Primitive.Unary) (f, s) -> room.universe.classOf(s));
        methods.primitive(
                "changeClass",
                (Primitive.Binary)
                        (f, s, k) -> {
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
                            var was =
                                    batos.talk.classes.SlotLayout.qualified(
                                            room.universe.classOf(thing));
                            PrimitiveContext.written(f, thing);
                            room.classes.reshape(
                                    thing, was, batos.talk.classes.SlotLayout.qualified(klass));
                            thing.klass = klass;
                            return s;
                        });
    }

    /// Bytes that become characters, four to one; what is no character is shown as such.
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
        methods.primitive(
                "globalAt",
                (Primitive.Binary)
                        (f, s, key) -> {
                            var name = PrimitiveContext.string(key);
                            var binding = name == null ? null : room.universe.globals.get(name);
                            return binding == null ? null : binding.get();
                        });
        methods.primitive(
                "globalPut",
                (Primitive.Ternary)
                        (f, s, key, value) -> {
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
                        });
        methods.primitive(
                "globalRemove",
                (Primitive.Binary)
                        (f, s, key) -> {
                            var name = PrimitiveContext.string(key);
                            var binding = name == null ? null : room.universe.globals.get(name);
                            if (binding == null
                                    || binding.sort != Binding.Sort.WORKSPACE
                                    || binding.value == null) {
                                return null;
                            }
                            var value = binding.value;
                            room.universe.journal.bind(binding, Nil.NIL);
                            binding.value = null;
                            return value;
                        });
        methods.primitive(
                "globalNames",
                (Primitive.Unary)
                        (f, s) ->
                                room.universe.array(
                                        room.universe.globals.values().stream()
                                                .filter(b -> b.get() != null)
                                                .map(b -> (Object) new Symbol(b.name))
                                                .toArray()));
        methods.primitive(
                "bindingKey",
                (Primitive.Unary)
                        (f, s) -> s instanceof Binding binding ? new Symbol(binding.name) : null);
        methods.primitive(
                "bindingValue",
                (Primitive.Unary)
                        (f, s) -> {
                            var value = s instanceof Binding binding ? binding.get() : null;
                            return value == null ? Nil.NIL : value;
                        });
    }
}
