package batos.talk.kernel;

import batos.talk.run.Bytes;
import batos.talk.run.Classes;
import batos.talk.run.Frame;
import batos.talk.run.Identity;
import batos.talk.run.Klass;
import batos.talk.run.Letter;
import batos.talk.run.Methods;
import batos.talk.run.Nil;
import batos.talk.run.Scaled;
import batos.talk.run.Sequence;
import batos.talk.run.Symbol;
import batos.talk.run.Table;
import batos.talk.run.Text;
import batos.talk.run.Thing;
import batos.talk.run.Universe;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// What the primitives work with.
final class Room {
    final Universe universe;
    final Classes classes;
    final Methods methods;
    final Numeric numeric;
    final Consumer<String> out;
    final InstantSource clock;
    final RandomGenerator random;

    Room(
            Universe universe,
            Classes classes,
            Methods methods,
            Consumer<String> out,
            InstantSource clock,
            RandomGenerator random) {
        this.universe = universe;
        this.classes = classes;
        this.methods = methods;
        this.numeric = new Numeric(universe);
        this.out = out;
        this.clock = clock;
        this.random = random;
    }

    /// The characters of a string or symbol; null for anything else.
    static @Nullable String string(Object value) {
        return switch (value) {
            case Text text -> text.toString();
            case Symbol symbol -> symbol.name();
            default -> null;
        };
    }

    static int @Nullable [] points(Frame f, Object value) {
        return switch (value) {
            case Text text -> ((Text) f.run.whole(text)).points;
            case Symbol symbol -> symbol.name().codePoints().toArray();
            default -> null;
        };
    }

    /// An index from 1 as one from 0; -1 if it lies outside.
    static int index(Object index, int size) {
        return index instanceof Long i && i > 0 && i <= size ? (int) (i - 1) : -1;
    }

    /// Lets an object be written.
    static <T extends Thing> T written(Frame f, T thing) {
        if (thing.state != Thing.NEW && thing.state != Thing.DIRTY) {
            f.run.touch(f, thing);
        }
        return thing;
    }

    /// The elements of an array or ordered collection; null for anything else.
    Object @Nullable [] elements(Frame f, Object value) {
        if (value instanceof Sequence sequence) {
            f.run.whole(sequence);
            return sequence.elements();
        }
        if (value instanceof Thing thing
                && !(thing instanceof Klass)
                && thing.getClass() == Thing.class
                && universe.classOf(thing).make == batos.talk.run.Make.INDEXED) {
            var fixed = thing.klass.size;
            return fixed == 0
                    ? thing.slots
                    : java.util.Arrays.copyOfRange(thing.slots, fixed, thing.slots.length);
        }
        return null;
    }

    List<Object> list(Frame f, Object value) {
        var elements = elements(f, value);
        return elements == null ? List.of() : List.of(elements);
    }

    /// Equality as the language means it, sending `=` and `hash` only where it must.
    Table.Equality equality(Frame f) {
        return new Table.Equality() {
            @Override
            public int hash(Object key) {
                return Room.this.hash(f, key);
            }

            @Override
            public boolean same(Object a, Object b) {
                return equal(f, a, b);
            }
        };
    }

    static final Table.Equality IDENTITY =
            new Table.Equality() {
                @Override
                public int hash(Object key) {
                    return Identity.hash(key);
                }

                @Override
                public boolean same(Object a, Object b) {
                    return Identity.same(a, b);
                }
            };

    Table.Equality equality(Frame f, Table table) {
        return universe.classOf(table).inherits(universe.klass("IdentitySet"))
                        || table.klass.inherits(universe.klass("IdentityDictionary"))
                ? IDENTITY
                : equality(f);
    }

    int hash(Frame f, Object key) {
        return switch (key) {
            case Text text when text.klass == universe.stringClass ->
                    java.util.Arrays.hashCode(text.points);
            case Symbol symbol -> symbol.name().hashCode();
            case Long n -> Long.hashCode(n);
            case Double _, Float _, batos.talk.run.Wide _, BigInteger _, Scaled _ ->
                    numeric.hash(key);
            case Letter letter -> letter.point();
            case Nil _, Boolean _ -> key.hashCode();
            default -> f.run.send(f, key, "hash") instanceof Long n ? Long.hashCode(n) : 0;
        };
    }

    boolean equal(Frame f, Object a, Object b) {
        if (Identity.same(a, b)) {
            return true;
        }
        return switch (a) {
            case Text x when x.klass == universe.stringClass && b instanceof Text y ->
                    y.klass == universe.stringClass && java.util.Arrays.equals(x.points, y.points);
            case Symbol _, Letter _, Nil _, Boolean _ -> false;
            case Long _ when b instanceof Long || b instanceof Symbol || b instanceof Text -> false;
            default -> Boolean.TRUE.equals(f.run.send(f, a, "=", b));
        };
    }

    Text text(String value) {
        return universe.text(value);
    }

    static @Nullable Bytes bytes(Frame f, Object value) {
        return value instanceof Bytes bytes ? (Bytes) f.run.whole(bytes) : null;
    }
}
