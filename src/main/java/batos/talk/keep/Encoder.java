package batos.talk.keep;

import batos.image.Datum;
import batos.image.Form;
import batos.image.Oid;
import batos.talk.bind.Proxy;
import batos.talk.run.Binding;
import batos.talk.run.Bytes;
import batos.talk.run.Closure;
import batos.talk.run.Frame;
import batos.talk.run.Klass;
import batos.talk.run.Letter;
import batos.talk.run.Nil;
import batos.talk.run.Scaled;
import batos.talk.run.Sequence;
import batos.talk.run.Strand;
import batos.talk.run.Symbol;
import batos.talk.run.Table;
import batos.talk.run.Text;
import batos.talk.run.Thing;
import batos.talk.run.Universe;
import batos.talk.run.Wide;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;

/// Objects as data.
@SuppressWarnings("ReferenceEquality") // identity is meant
final class Encoder {
    /// Gives an object that is referred to its identity, and sees to it that it is written.
    interface Referred {
        Oid oid(Object thingOrFrame);
    }

    private final Universe universe;
    private final Referred referred;

    Encoder(Universe universe, Referred referred) {
        this.universe = universe;
        this.referred = referred;
    }

    /// Something that cannot persist.
    static final class Unkeepable extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final transient Object value;

        Unkeepable(Object value, String what) {
            super(what, null, false, false);
            this.value = value;
        }
    }

    /// @throws Unkeepable for what belongs to a running computation
    Datum datum(Object value) {
        return switch (value) {
            case Nil _ -> Datum.NOTHING;
            case Boolean b -> new Datum.Truth(b);
            case Long n -> new Datum.Whole(n);
            case BigInteger n -> new Datum.Big(n);
            case Double d -> new Datum.Real(d);
            case Symbol(var name) -> new Datum.Sign(name);
            case Letter(var point) -> new Datum.Letter(point);
            case Float f -> Words.one("single", new Datum.Real(f));
            case Wide q -> Words.one("wide", new Datum.Real(q.value()));
            case Scaled s ->
                    Words.one(
                            "scaled",
                            new Datum.Many(
                                    List.of(
                                            new Datum.Big(s.numerator()),
                                            new Datum.Big(s.denominator()),
                                            new Datum.Whole(s.scale()))));
            case Proxy proxy ->
                    Words.one("live", Datum.Many.texts(List.of(proxy.type(), proxy.key())));
            case Binding binding -> Words.one("binding", Words.text(binding.name));
            case Klass klass when klass.anonymous ->
                    throw new Unkeepable(klass, "a class without a name");
            case Klass klass -> klass(klass);
            case Thing thing -> thing(thing);
            default -> throw new Unkeepable(value, what(value));
        };
    }

    private static String what(Object value) {
        return switch (value) {
            case Frame _ -> "the stack of a computation";
            case Strand _ -> "a process that has begun";
            default ->
                    "something of the running computation ("
                            + value.getClass().getSimpleName()
                            + ")";
        };
    }

    private static Datum klass(Klass klass) {
        return klass.meta
                ? Words.one("class side", Words.text(klass.instance.name))
                : new Datum.Ref(Oid.named(Words.CLASS, klass.name));
    }

    private Datum thing(Thing thing) {
        if (thing.state == Thing.LITERAL) {
            if (thing instanceof Text text) {
                return Words.text(text.toString());
            }
            if (thing instanceof Bytes bytes) {
                return Datum.Raw.of(bytes.bytes);
            }
            if (thing.klass == universe.arrayClass) {
                return many(thing.slots);
            }
            for (var binding : universe.globals.values()) {
                if (binding.value == thing) {
                    return Words.one("global", Words.text(binding.name));
                }
            }
        }
        if (thing instanceof Closure closure && !closure.outer.isDead()) {
            throw new Unkeepable(
                    closure,
                    "a block of " + closure.body.source.shown() + ", which is still running");
        }
        return new Datum.Ref(referred.oid(thing));
    }

    private Datum many(Object[] values) {
        return new Datum.Many(Arrays.stream(values).map(this::datum).toList());
    }

    Form form(Object object) {
        return switch (object) {
            case Frame frame -> environment(frame);
            case Closure closure -> block(closure);
            case Thing thing -> object(thing);
            default -> throw new Unkeepable(object, what(object));
        };
    }

    private Form object(Thing thing) {
        var klass = universe.classOf(thing);
        var slots = Words.slots();
        slots.put("class", Words.text(klass.name));
        var names = klass.slotKeys();
        var named = Words.slots();
        for (var i = 0; i < names.size() && i < thing.slots.length; i++) {
            named.put(names.get(i), datum(thing.slots[i]));
        }
        if (!named.isEmpty()) {
            slots.put("slots", new Datum.Slots(named));
        }
        items(thing, names.size(), slots);
        return Form.anonymous(Words.OBJECT, Words.VERSION, slots);
    }

    private void items(Thing thing, int fixed, SequencedMap<String, Datum> slots) {
        switch (thing) {
            case Text text -> slots.put("text", Words.text(text.toString()));
            case Bytes bytes -> slots.put("bytes", Datum.Raw.of(bytes.bytes));
            case Sequence sequence -> slots.put("items", many(sequence.elements()));
            case Table table -> {
                var keys = new ArrayList<Datum>();
                var values = new ArrayList<Datum>();
                for (var i = 0; i < table.end(); i++) {
                    var key = table.keyAt(i);
                    if (key != null) {
                        keys.add(datum(key));
                        values.add(datum(table.valueAt(i)));
                    }
                }
                slots.put("keys", new Datum.Many(keys));
                slots.put("values", new Datum.Many(values));
            }
            default -> {
                if (thing.slots.length > fixed) {
                    slots.put(
                            "items",
                            many(Arrays.copyOfRange(thing.slots, fixed, thing.slots.length)));
                }
            }
        }
    }

    /// A block is its method's source, its number in it, and the variables it sees.
    private Form block(Closure closure) {
        var slots = Words.slots();
        slots.put("class", Words.text("BlockClosure"));
        slots.put("block", new Datum.Whole(closure.body.ordinal));
        slots.put("environment", new Datum.Ref(referred.oid(closure.outer)));
        return Form.anonymous(Words.OBJECT, Words.VERSION, slots);
    }

    private Form environment(Frame frame) {
        var source = frame.body.source;
        if (frame.body.ordinal < -1) {
            throw new Unkeepable(frame, "a block made in the debugger");
        }
        var slots = Words.slots();
        slots.put("class", Words.text("Environment"));
        slots.put("owner", Words.text(source.owner.name));
        slots.put("selector", Words.text(source.selector.name));
        slots.put("source", Words.text(source.text));
        slots.put("block", new Datum.Whole(frame.body.ordinal));
        slots.put("self", datum(frame.self));
        slots.put("items", variables(frame));
        if (frame.outer != null) {
            slots.put("outer", new Datum.Ref(referred.oid(frame.outer)));
        }
        return Form.anonymous(Words.OBJECT, Words.VERSION, slots);
    }

    /// Slots without a name are scratch.
    private Datum variables(Frame frame) {
        var items = new ArrayList<Datum>();
        for (var i = 0; i < frame.t.length; i++) {
            var name = i < frame.body.names.size() ? frame.body.names.get(i) : "";
            items.add(name.isEmpty() ? Datum.NOTHING : datum(frame.t[i]));
        }
        return new Datum.Many(items);
    }
}
