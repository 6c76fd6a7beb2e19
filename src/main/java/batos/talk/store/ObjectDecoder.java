package batos.talk.store;

import batos.image.DamagedData;
import batos.image.Datum;
import batos.image.Form;
import batos.image.Oid;
import batos.talk.bind.Proxy;
import batos.talk.compiler.MethodCompiler;
import batos.talk.objects.ByteObject;
import batos.talk.objects.CharacterValue;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Klass;
import batos.talk.objects.Nil;
import batos.talk.objects.ObjectFormat;
import batos.talk.objects.QuadValue;
import batos.talk.objects.ScaledValue;
import batos.talk.objects.SequenceObject;
import batos.talk.objects.SourceLocation;
import batos.talk.objects.Symbol;
import batos.talk.objects.TableObject;
import batos.talk.objects.TextObject;
import batos.talk.objects.Universe;
import batos.talk.processes.Closure;
import batos.talk.processes.Frame;
import batos.talk.syntax.Expression;
import batos.talk.syntax.Parser;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Data as objects: an object of the image comes as a hollow one first, which its first use fills.
final class ObjectDecoder {
    interface Source {
        @Nullable Form form(Oid oid);

        /// The object of that identity, if it is in memory.
        @Nullable Object known(long oid);

        void know(long oid, Object object);

        /// Notes the layout of an object's elements in the image; null for one without pieces.
        void laidOut(HeapObject thing, @Nullable PieceLayout layout);
    }

    private final Universe universe;
    private final MethodCompiler methods;
    private final Source source;

    ObjectDecoder(Universe universe, MethodCompiler methods, Source source) {
        this.universe = universe;
        this.methods = methods;
        this.source = source;
    }

    Object value(Datum datum) {
        return switch (datum) {
            case Datum.Nothing _ -> Nil.NIL;
            case Datum.Truth(var b) -> b;
            case Datum.Whole(var n) -> n;
            case Datum.Big(var n) -> n;
            case Datum.Real(var d) -> d;
            case Datum.Sign(var name) -> new Symbol(name);
            case Datum.Letter(var point) -> CharacterValue.of(point);
            case Datum.Text(var text) -> literal(universe.text(text));
            case Datum.Raw raw -> literal(new ByteObject(universe.klass("ByteArray"), raw.bytes()));
            case Datum.Many(var items) -> literal(universe.array(values(items)));
            case Datum.Ref(var oid) -> reference(oid);
            case Datum.Slots(var entries) -> {
                var entry = entries.firstEntry();
                yield entry == null ? Nil.NIL : special(entry.getKey(), entry.getValue());
            }
        };
    }

    private static HeapObject literal(HeapObject thing) {
        thing.state = HeapObject.LITERAL;
        return thing;
    }

    private Object[] values(List<Datum> items) {
        return items.stream().map(this::value).toArray();
    }

    private Object special(String key, Datum value) {
        return switch (key) {
            case "single" -> value instanceof Datum.Real(var d) ? (Object) (float) d : Nil.NIL;
            case "wide" -> value instanceof Datum.Real(var d) ? new QuadValue(d) : Nil.NIL;
            case "scaled" -> scaled(value);
            case "live" -> {
                var words = Datum.Many.words(value);
                yield new Proxy(words.getFirst(), words.getLast());
            }
            case "binding" -> universe.global(DataForms.string(value));
            case "class side" -> {
                var klass = universe.klassOrNull(DataForms.string(value) + " class");
                yield klass == null ? Nil.NIL : klass;
            }
            case "global" -> {
                var known = universe.global(DataForms.string(value)).get();
                yield known == null ? Nil.NIL : known;
            }
            default -> Nil.NIL;
        };
    }

    private static Object scaled(Datum value) {
        return value instanceof Datum.Many(var parts)
                        && parts.get(0) instanceof Datum.Big(var n)
                        && parts.get(1) instanceof Datum.Big(var d)
                ? ScaledValue.of(n, d, (int) DataForms.whole(parts.get(2), 0))
                : new ScaledValue(BigInteger.ZERO, BigInteger.ONE, 0);
    }

    /// The object of that identity, loaded; null where it is none that can be.
    @Nullable HeapObject woken(Oid oid) {
        if (!(reference(oid) instanceof HeapObject thing)) {
            return null;
        }
        if (thing.state == HeapObject.HOLLOW) {
            universe.load(thing);
        }
        return thing;
    }

    private Object reference(Oid oid) {
        var known = source.known(oid.value());
        if (known != null) {
            return known;
        }
        Form form;
        try {
            form = source.form(oid);
        } catch (DamagedData e) {
            return unreadable(oid);
        }
        if (form == null) {
            return Nil.NIL;
        }
        var name = form.name();
        if (form.kind().equals(DataForms.CLASS) && name != null) {
            var klass = universe.klassOrNull(name);
            return klass == null ? Nil.NIL : klass;
        }
        if (form.text("class").equals("BlockClosure")) {
            var block = block(form);
            if (block instanceof Closure closure) {
                closure.oid = oid.value();
                closure.state = HeapObject.CLEAN;
                source.know(oid.value(), closure);
            }
            return block;
        }
        return hollow(oid, form);
    }

    /// Stands for an object whose bytes are damaged: loading it fails each time with the reason,
    /// and whatever refers to it keeps the reference.
    HeapObject unreadable(Oid oid) {
        var thing = bare(ObjectFormat.PLAIN);
        thing.oid = oid.value();
        thing.state = HeapObject.HOLLOW;
        source.know(oid.value(), thing);
        return thing;
    }

    private Klass klass(Form form) {
        var klass = universe.klassOrNull(form.text("class"));
        return klass == null ? universe.objectClass : klass;
    }

    private HeapObject hollow(Oid oid, Form form) {
        var thing = bare(klass(form).make);
        thing.oid = oid.value();
        thing.state = HeapObject.HOLLOW;
        source.know(oid.value(), thing);
        if (thing instanceof TextObject || thing instanceof ByteObject) {
            fill(thing, form);
        }
        return thing;
    }

    private HeapObject bare(ObjectFormat make) {
        return switch (make) {
            case TEXT -> new TextObject(universe.hollow, new int[0]);
            case BYTES -> new ByteObject(universe.hollow, new byte[0]);
            case SEQUENCE -> new SequenceObject(universe.hollow, new Object[0], 0);
            case TABLE -> new TableObject(universe.hollow, new Object[0]);
            case PLAIN,
                    VALUE,
                    INDEXED,
                    INT8,
                    INT16,
                    UINT16,
                    INT32,
                    UINT32,
                    INT64,
                    UINT64,
                    FLOAT,
                    DOUBLE ->
                    new HeapObject(universe.hollow, new Object[0]);
        };
    }

    /// Gives a hollow object its class and its slots. Slots go by name, so that an object written
    /// before its class changed fits the class as it is.
    void fill(HeapObject thing, Form form) {
        var klass = klass(form);
        thing.klass = klass;
        thing.state = HeapObject.CLEAN;
        try {
            filled(thing, klass, form);
        } catch (DamagedData e) {
            thing.klass = universe.hollow;
            thing.state = HeapObject.HOLLOW;
            throw e;
        }
    }

    private void filled(HeapObject thing, Klass klass, Form form) {
        var layout = PieceLayout.read(form);
        source.laidOut(thing, layout);
        var names = klass.slotKeys();
        var named = DataForms.entries(form.at("slots"));
        var items =
                thing instanceof SequenceObject || thing instanceof TableObject
                        ? List.<Datum>of()
                        : all(thing, form, layout, "items");
        var slots = HeapObject.nils(names.size() + items.size());
        thing.slots = slots;
        for (var i = 0; i < names.size(); i++) {
            var datum = named.get(names.get(i));
            if (datum != null) {
                slots[i] = value(datum);
            }
        }
        for (var i = 0; i < items.size(); i++) {
            slots[names.size() + i] = value(items.get(i));
        }
        switch (thing) {
            case TextObject text -> text.points = TextObject.points(form.text("text"));
            case ByteObject bytes -> {
                if (form.at("bytes") instanceof Datum.Raw raw) {
                    bytes.bytes = raw.bytes();
                }
            }
            case SequenceObject sequence -> {
                if (layout != null) {
                    sequence.unread(layout.size(), unread(sequence, layout));
                } else if (form.at("items") instanceof Datum.Many(var list)) {
                    sequence.elements(values(list));
                }
            }
            case TableObject table ->
                    table(
                            table,
                            all(thing, form, layout, "keys"),
                            all(thing, form, layout, "values"));
            default -> {}
        }
    }

    /// The elements of a collection in one slot of its form, or in that of all its pieces.
    private List<Datum> all(
            HeapObject thing, Form form, @Nullable PieceLayout layout, String slot) {
        if (layout == null) {
            return form.at(slot) instanceof Datum.Many(var list) ? list : List.of();
        }
        var all = new ArrayList<Datum>(layout.size());
        for (var i = 0; i < layout.count(); i++) {
            all.addAll(piece(thing, layout, i, slot));
        }
        return all;
    }

    /// @throws DamagedData naming the elements and the collection
    private List<Datum> piece(HeapObject thing, PieceLayout layout, int piece, String slot) {
        String why;
        try {
            var form = source.form(new Oid(layout.oids()[piece]));
            if (form != null
                    && form.at(slot) instanceof Datum.Many(var list)
                    && list.size() == layout.length(piece)) {
                return list;
            }
            why = "the image does not have them";
        } catch (DamagedData e) {
            why = String.valueOf(e.getMessage());
        }
        throw new DamagedData(
                "the elements %d to %d of %s (%s) cannot be read: %s"
                        .formatted(
                                layout.starts()[piece] + 1,
                                layout.starts()[piece + 1],
                                thing.klass.name,
                                new Oid(thing.oid),
                                why));
    }

    /// The elements of a collection that are read piece by piece.
    SequenceObject.Unread unread(SequenceObject sequence, PieceLayout layout) {
        return new SequenceObject.Unread() {
            @Override
            public int start(int place) {
                return layout.starts()[layout.piece(place)];
            }

            @Override
            public Object[] piece(int start) {
                return values(
                        ObjectDecoder.this.piece(sequence, layout, layout.piece(start), "items"));
            }
        };
    }

    private void table(TableObject table, List<Datum> keys, List<Datum> held) {
        if (keys.size() == held.size()) {
            table.clear();
            table.stale = true;
            var identity =
                    table.klass.inherits(universe.klass("IdentitySet"))
                            || table.klass.inherits(universe.klass("IdentityDictionary"));
            var equality = new FillingEquality(universe, identity);
            for (var i = 0; i < keys.size(); i++) {
                table.put(value(keys.get(i)), value(held.get(i)), equality);
            }
        }
    }

    private Object block(Form form) {
        if (!(form.at("environment") instanceof Datum.Ref(var oid))) {
            return Nil.NIL;
        }
        var frame = environment(oid);
        if (frame == null) {
            return Nil.NIL;
        }
        var body = method(frame).block((int) form.whole("block", 0));
        return new Closure(universe.known.block(), body, frame);
    }

    private static batos.talk.nodes.CodeBody method(Frame frame) {
        return frame.home.body;
    }

    private @Nullable Frame environment(Oid oid) {
        if (source.known(oid.value()) instanceof Frame frame) {
            return frame;
        }
        var form = source.form(oid);
        if (form == null) {
            return null;
        }
        Frame outer =
                form.at("outer") instanceof Datum.Ref(var outerOid) ? environment(outerOid) : null;
        var ordinal = (int) form.whole("block", -1);
        var body = outer == null ? compiled(form) : method(outer).block(ordinal);
        var items = form.at("items") instanceof Datum.Many(var list) ? list : List.<Datum>of();
        var t = HeapObject.nils(Math.max(items.size(), body.size));
        var frame = Frame.environment(body, value(form.at("self")), t, universe.idle, outer);
        source.know(oid.value(), frame);
        if (frame.self instanceof HeapObject self && self.state == HeapObject.HOLLOW) {
            universe.load(self);
        }
        for (var i = 0; i < items.size(); i++) {
            t[i] = value(items.get(i));
        }
        return frame;
    }

    private batos.talk.nodes.CodeBody compiled(Form form) {
        var owner = universe.klassOrNull(form.text("owner"));
        var text = form.text("source");
        var method =
                methods.source(
                        owner == null ? universe.objectClass : owner,
                        form.text("selector"),
                        text,
                        "",
                        new SourceLocation("image", 1, 1),
                        "image");
        var compiler = new batos.talk.compiler.Compiler(universe, method, true, false);
        if (form.whole("turns", 0) == 0) {
            compiler = compiler.shared();
        }
        if (form.text("selector").equals("executeStatements")) {
            return compiler.statements(statements(text)).body;
        }
        return compiler.method(Parser.method(text)).body;
    }

    private static Expression.Body statements(String text) {
        return Parser.body(text);
    }
}
