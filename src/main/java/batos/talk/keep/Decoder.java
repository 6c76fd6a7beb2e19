package batos.talk.keep;

import batos.image.Datum;
import batos.image.Form;
import batos.image.Oid;
import batos.talk.bind.Proxy;
import batos.talk.run.Bytes;
import batos.talk.run.Closure;
import batos.talk.run.Frame;
import batos.talk.run.Klass;
import batos.talk.run.Letter;
import batos.talk.run.Make;
import batos.talk.run.Methods;
import batos.talk.run.Nil;
import batos.talk.run.Scaled;
import batos.talk.run.Sequence;
import batos.talk.run.Symbol;
import batos.talk.run.Table;
import batos.talk.run.Text;
import batos.talk.run.Thing;
import batos.talk.run.Universe;
import batos.talk.run.Where;
import batos.talk.run.Wide;
import batos.talk.syntax.Expression;
import batos.talk.syntax.Parser;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Data as objects: an object of the image comes as a hollow one first, filled when it is looked
/// at.
final class Decoder {
    interface Source {
        @Nullable Form form(Oid oid);

        /// The object of that identity, if it is in memory.
        @Nullable Object known(long oid);

        void know(long oid, Object object);
    }

    private final Universe universe;
    private final Methods methods;
    private final Source source;

    Decoder(Universe universe, Methods methods, Source source) {
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
            case Datum.Letter(var point) -> new Letter(point);
            case Datum.Text(var text) -> literal(universe.text(text));
            case Datum.Raw raw -> literal(new Bytes(universe.klass("ByteArray"), raw.bytes()));
            case Datum.Many(var items) -> literal(universe.array(values(items)));
            case Datum.Ref(var oid) -> reference(oid);
            case Datum.Slots(var entries) -> {
                var entry = entries.firstEntry();
                yield entry == null ? Nil.NIL : special(entry.getKey(), entry.getValue());
            }
        };
    }

    private static Thing literal(Thing thing) {
        thing.state = Thing.LITERAL;
        return thing;
    }

    private Object[] values(List<Datum> items) {
        return items.stream().map(this::value).toArray();
    }

    private Object special(String key, Datum value) {
        return switch (key) {
            case "single" -> value instanceof Datum.Real(var d) ? (Object) (float) d : Nil.NIL;
            case "wide" -> value instanceof Datum.Real(var d) ? new Wide(d) : Nil.NIL;
            case "scaled" -> scaled(value);
            case "live" -> {
                var words = Datum.Many.words(value);
                yield new Proxy(words.getFirst(), words.getLast());
            }
            case "binding" -> universe.global(Words.string(value));
            case "class side" -> {
                var klass = universe.klassOrNull(Words.string(value) + " class");
                yield klass == null ? Nil.NIL : klass;
            }
            case "global" -> {
                var known = universe.global(Words.string(value)).get();
                yield known == null ? Nil.NIL : known;
            }
            default -> Nil.NIL;
        };
    }

    private static Object scaled(Datum value) {
        return value instanceof Datum.Many(var parts)
                        && parts.get(0) instanceof Datum.Big(var n)
                        && parts.get(1) instanceof Datum.Big(var d)
                ? Scaled.of(n, d, (int) Words.whole(parts.get(2), 0))
                : new Scaled(BigInteger.ZERO, BigInteger.ONE, 0);
    }

    /// The object of that identity, loaded; null where it is none that can be.
    @Nullable Thing woken(Oid oid) {
        if (!(reference(oid) instanceof Thing thing)) {
            return null;
        }
        if (thing.state == Thing.HOLLOW) {
            universe.load(thing);
        }
        return thing;
    }

    private Object reference(Oid oid) {
        var known = source.known(oid.value());
        if (known != null) {
            return known;
        }
        var form = source.form(oid);
        if (form == null) {
            return Nil.NIL;
        }
        var name = form.name();
        if (form.kind().equals(Words.CLASS) && name != null) {
            var klass = universe.klassOrNull(name);
            return klass == null ? Nil.NIL : klass;
        }
        if (form.text("class").equals("BlockClosure")) {
            var block = block(form);
            if (block instanceof Closure closure) {
                closure.oid = oid.value();
                closure.state = Thing.CLEAN;
                source.know(oid.value(), closure);
            }
            return block;
        }
        return hollow(oid, form);
    }

    private Klass klass(Form form) {
        var klass = universe.klassOrNull(form.text("class"));
        return klass == null ? universe.objectClass : klass;
    }

    private Thing hollow(Oid oid, Form form) {
        var thing = bare(klass(form).make);
        thing.oid = oid.value();
        thing.state = Thing.HOLLOW;
        source.know(oid.value(), thing);
        if (thing instanceof Text || thing instanceof Bytes) {
            fill(thing, form);
        }
        return thing;
    }

    private Thing bare(Make make) {
        return switch (make) {
            case TEXT -> new Text(universe.hollow, new int[0]);
            case BYTES -> new Bytes(universe.hollow, new byte[0]);
            case SEQUENCE -> new Sequence(universe.hollow, new Object[0], 0);
            case TABLE -> new Table(universe.hollow, new Object[0]);
            case PLAIN, INDEXED, VALUE -> new Thing(universe.hollow, new Object[0]);
        };
    }

    /// Gives a hollow object its class and what it holds. Slots go by name, so that an object
    /// written before its class changed fits the class as it is.
    void fill(Thing thing, Form form) {
        var klass = klass(form);
        thing.klass = klass;
        thing.state = Thing.CLEAN;
        var names = klass.slotKeys();
        var named = Words.entries(form.at("slots"));
        var items =
                form.at("items") instanceof Datum.Many(var list) && !(thing instanceof Sequence)
                        ? list
                        : List.<Datum>of();
        var slots = Thing.nils(names.size() + items.size());
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
            case Text text -> text.points = form.text("text").codePoints().toArray();
            case Bytes bytes -> {
                if (form.at("bytes") instanceof Datum.Raw raw) {
                    bytes.bytes = raw.bytes();
                }
            }
            case Sequence sequence -> {
                if (form.at("items") instanceof Datum.Many(var list)) {
                    sequence.elements(values(list));
                }
            }
            case Table table -> table(table, form);
            default -> {}
        }
    }

    private void table(Table table, Form form) {
        if (form.at("keys") instanceof Datum.Many(var keys)
                && form.at("values") instanceof Datum.Many(var held)) {
            table.clear();
            table.stale = true;
            var identity =
                    table.klass.inherits(universe.klass("IdentitySet"))
                            || table.klass.inherits(universe.klass("IdentityDictionary"));
            var equality = new Filling(universe, identity);
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
        return new Closure(universe.blockClass, body, frame);
    }

    private static batos.talk.run.Body method(Frame frame) {
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
        var t = Thing.nils(Math.max(items.size(), body.size));
        var frame = Frame.environment(body, value(form.at("self")), t, universe.idle, outer);
        source.know(oid.value(), frame);
        if (frame.self instanceof Thing self && self.state == Thing.HOLLOW) {
            universe.load(self);
        }
        for (var i = 0; i < items.size(); i++) {
            t[i] = value(items.get(i));
        }
        return frame;
    }

    private batos.talk.run.Body compiled(Form form) {
        var owner = universe.klassOrNull(form.text("owner"));
        var text = form.text("source");
        var method =
                methods.source(
                        owner == null ? universe.objectClass : owner,
                        form.text("selector"),
                        text,
                        "",
                        new Where("image", 1, 1),
                        "image");
        var compiler = new batos.talk.run.Compiler(universe, method, true, false);
        if (form.text("selector").equals("executeStatements")) {
            return compiler.statements(statements(text)).body;
        }
        return compiler.method(Parser.method(text)).body;
    }

    private static Expression.Body statements(String text) {
        return Parser.body(text);
    }
}
