package batos.talk.store;

import batos.image.Datum;
import batos.image.Form;
import batos.image.Oid;
import batos.talk.bind.Proxy;
import batos.talk.objects.Binding;
import batos.talk.objects.ByteObject;
import batos.talk.objects.CharacterValue;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Klass;
import batos.talk.objects.Nil;
import batos.talk.objects.QuadValue;
import batos.talk.objects.ScaledValue;
import batos.talk.objects.SequenceObject;
import batos.talk.objects.Symbol;
import batos.talk.objects.TableObject;
import batos.talk.objects.TextObject;
import batos.talk.objects.Universe;
import batos.talk.processes.Closure;
import batos.talk.processes.Frame;
import batos.talk.processes.Strand;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Objects as data.
@SuppressWarnings("ReferenceEquality") // identity is meant
final class ObjectEncoder {
    /// Gives an object that is referred to its identity, and sees to it that it is written.
    interface Referred {
        Oid oid(Object thingOrFrame);
    }

    /// The slots of a piece with the elements from an index up to another.
    interface PieceForm {
        SequencedMap<String, Datum> slots(int from, int to);
    }

    private final Universe universe;
    private final Referred referred;
    private final LargeCollections.Pieces large;
    private final Consumer<String> replaced;

    /// @param replaced hears of each stand-in for an object that belongs to a computation
    ObjectEncoder(
            Universe universe,
            Referred referred,
            LargeCollections.Pieces large,
            Consumer<String> replaced) {
        this.universe = universe;
        this.referred = referred;
        this.large = large;
        this.replaced = replaced;
    }

    /// The value itself, or its stand-in in the image: an ended process and a context are kept as
    /// text, other parts of a computation as nil.
    Object kept(Object value) {
        return switch (value) {
            case Klass klass when klass.anonymous -> standIn("a class without a name");
            case HeapObject _,
                    Nil _,
                    Boolean _,
                    Long _,
                    BigInteger _,
                    Double _,
                    Symbol _,
                    CharacterValue _,
                    Float _,
                    QuadValue _,
                    ScaledValue _,
                    Proxy _,
                    Binding _ ->
                    value;
            case Frame _ -> standIn("a context");
            case Strand _ -> standIn("a process");
            default -> Nil.NIL;
        };
    }

    private Object standIn(String what) {
        replaced.accept(what);
        var text = universe.text(what + " that has ended");
        text.state = HeapObject.LITERAL;
        return text;
    }

    private void keep(Object[] values, int from, int to) {
        for (var i = from; i < to; i++) {
            values[i] = kept(values[i]);
        }
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
            case CharacterValue(var point) -> new Datum.Letter(point);
            case Float f -> DataForms.one("single", new Datum.Real(f));
            case QuadValue q -> DataForms.one("wide", new Datum.Real(q.value()));
            case ScaledValue s ->
                    DataForms.one(
                            "scaled",
                            new Datum.Many(
                                    List.of(
                                            new Datum.Big(s.numerator()),
                                            new Datum.Big(s.denominator()),
                                            new Datum.Whole(s.scale()))));
            case Proxy proxy ->
                    DataForms.one("live", Datum.Many.texts(List.of(proxy.type(), proxy.key())));
            case Binding binding -> DataForms.one("binding", DataForms.text(binding.name));
            case Klass klass when klass.anonymous ->
                    throw new Unkeepable(klass, "a class without a name");
            case Klass klass -> klass(klass);
            case HeapObject thing -> thing(thing);
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
                ? DataForms.one("class side", DataForms.text(klass.instance.name))
                : new Datum.Ref(Oid.named(DataForms.CLASS, klass.name));
    }

    private Datum thing(HeapObject thing) {
        if (thing.state == HeapObject.LITERAL) {
            if (thing instanceof TextObject text) {
                return DataForms.text(text.toString());
            }
            if (thing instanceof ByteObject bytes) {
                return Datum.Raw.of(bytes.bytes);
            }
            if (thing.klass == universe.known.array()) {
                return many(thing.slots);
            }
            for (var binding : universe.globals.values()) {
                if (binding.value == thing) {
                    return DataForms.one("global", DataForms.text(binding.name));
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
        return many(values, 0, values.length);
    }

    private Datum many(Object[] values, int from, int to) {
        var items = new Datum[to - from];
        for (var i = from; i < to; i++) {
            items[i - from] = datum(values[i]);
        }
        return new Datum.Many(Arrays.asList(items));
    }

    Form form(Object object) {
        return switch (object) {
            case Frame frame -> environment(frame);
            case Closure closure -> block(closure);
            case HeapObject thing -> object(thing);
            default -> throw new Unkeepable(object, what(object));
        };
    }

    private Form object(HeapObject thing) {
        var klass = universe.classOf(thing);
        keep(thing.slots, 0, thing.slots.length);
        var slots = DataForms.slots();
        slots.put("class", DataForms.text(klass.name));
        var names = klass.slotKeys();
        var named = DataForms.slots();
        for (var i = 0; i < names.size() && i < thing.slots.length; i++) {
            named.put(names.get(i), datum(thing.slots[i]));
        }
        if (!named.isEmpty()) {
            slots.put("slots", new Datum.Slots(named));
        }
        items(thing, names.size(), slots);
        return Form.anonymous(DataForms.OBJECT, DataForms.VERSION, slots);
    }

    private void items(HeapObject thing, int fixed, SequencedMap<String, Datum> slots) {
        switch (thing) {
            case TextObject text -> slots.put("text", DataForms.text(text.toString()));
            case ByteObject bytes -> slots.put("bytes", Datum.Raw.of(bytes.bytes));
            case SequenceObject sequence ->
                    elements(
                            thing,
                            sequence.count,
                            1,
                            slots,
                            sequence::readElements,
                            (from, to) -> items(sequence, from, to));
            case TableObject table -> table(table, slots);
            default -> {
                if (thing.slots.length > fixed) {
                    elements(
                            thing,
                            thing.slots.length - fixed,
                            1,
                            slots,
                            () -> Arrays.copyOfRange(thing.slots, fixed, thing.slots.length),
                            (from, to) ->
                                    DataForms.slot(
                                            "items", many(thing.slots, fixed + from, fixed + to)));
                } else {
                    large.whole(thing);
                }
            }
        }
    }

    private void table(TableObject table, SequencedMap<String, Datum> slots) {
        if (table.isNumbers()) {
            elements(
                    table,
                    table.count(),
                    2,
                    slots,
                    table::entries,
                    (from, to) -> entries(table::keyAt, table::valueAt, from, to));
            return;
        }
        for (var i = 0; i < table.end(); i++) {
            var key = table.keyAt(i);
            if (key != null) {
                table.entry(i, kept(key), kept(table.valueAt(i)));
            }
        }
        var all = table.entries();
        elements(
                table,
                table.count(),
                2,
                slots,
                () -> all,
                (from, to) -> entries(i -> all[2 * i], i -> all[2 * i + 1], from, to));
    }

    /// Elements in the form itself, or in pieces where they are many.
    private void elements(
            HeapObject thing,
            int count,
            int width,
            SequencedMap<String, Datum> slots,
            Supplier<@Nullable Object[]> elements,
            PieceForm pieces) {
        if (count > PieceWriter.LARGE || (count > PieceWriter.LENGTH && large.hasPieces(thing))) {
            large.layOut(thing, count, elements, width, pieces).write(slots);
        } else {
            slots.putAll(pieces.slots(0, count));
            large.whole(thing);
        }
    }

    private SequencedMap<String, Datum> items(SequenceObject sequence, int from, int to) {
        var items = new Datum[to - from];
        for (var i = from; i < to; i++) {
            var value = kept(sequence.get(i));
            sequence.set(i, value);
            items[i - from] = datum(value);
        }
        return DataForms.slot("items", new Datum.Many(Arrays.asList(items)));
    }

    private SequencedMap<String, Datum> entries(
            IntFunction<@Nullable Object> key, IntFunction<Object> value, int from, int to) {
        var keys = new Datum[to - from];
        var values = new Datum[to - from];
        for (var i = from; i < to; i++) {
            keys[i - from] = datum(Objects.requireNonNull(key.apply(i)));
            values[i - from] = datum(value.apply(i));
        }
        var slots = DataForms.slots();
        slots.put("keys", new Datum.Many(Arrays.asList(keys)));
        slots.put("values", new Datum.Many(Arrays.asList(values)));
        return slots;
    }

    /// A block is its method's source, its number in it, and the variables it sees.
    private Form block(Closure closure) {
        var slots = DataForms.slots();
        slots.put("class", DataForms.text("BlockClosure"));
        slots.put("block", new Datum.Whole(closure.body.ordinal));
        slots.put("environment", new Datum.Ref(referred.oid(closure.outer)));
        return Form.anonymous(DataForms.OBJECT, DataForms.VERSION, slots);
    }

    private Form environment(Frame frame) {
        var source = frame.body.source;
        if (frame.body.ordinal == -2) {
            throw new Unkeepable(frame, "a block made in the debugger");
        }
        var slots = DataForms.slots();
        slots.put("class", DataForms.text("Environment"));
        slots.put("owner", DataForms.text(source.owner.name));
        slots.put("selector", DataForms.text(source.selector.name));
        slots.put("source", DataForms.text(source.text));
        slots.put("block", new Datum.Whole(frame.body.ordinal));
        keep(frame.t, 0, frame.t.length);
        slots.put("self", datum(kept(frame.self)));
        slots.put("items", variables(frame));
        if (frame.outer == null && !frame.body.turns.isEmpty()) {
            slots.put("turns", new Datum.Whole(frame.body.turns.size()));
        }
        if (frame.outer != null) {
            slots.put("outer", new Datum.Ref(referred.oid(frame.outer)));
        }
        return Form.anonymous(DataForms.OBJECT, DataForms.VERSION, slots);
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
