package batos.talk.kernel;

import batos.image.Cause;
import batos.talk.bind.Proxy;
import batos.talk.objects.ByteObject;
import batos.talk.objects.CharacterValue;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Identity;
import batos.talk.objects.Nil;
import batos.talk.objects.ScaledValue;
import batos.talk.objects.Symbol;
import batos.talk.objects.TableObject;
import batos.talk.objects.TextObject;
import batos.talk.objects.Universe;
import batos.talk.processes.Closure;
import batos.talk.processes.Frame;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Objects of the language as Java values, and back.
///
/// @param moved called after each native, in case it committed to the image on its own
/// @param commit commits what the evaluation changed so far
/// @param cause why the evaluation is made
public record JavaValues(
        Universe universe,
        Runnable moved,
        LongSupplier commit,
        Supplier<Cause> cause,
        Consumer<String> out) {
    /// Collections one in another, at most; a tool takes fewer.
    private static final int DEEPEST = 200;

    private static final TableObject.Equality BY_VALUE =
            new TableObject.Equality() {
                @Override
                public int hash(Object key) {
                    return key instanceof TextObject text
                            ? java.util.Arrays.hashCode(text.points)
                            : key instanceof Symbol(var name)
                                    ? name.hashCode()
                                    : Identity.hash(key);
                }

                @Override
                public boolean same(Object a, Object b) {
                    return (a instanceof TextObject x && b instanceof TextObject y)
                            ? java.util.Arrays.equals(x.points, y.points)
                            : Identity.same(a, b);
                }
            };

    /// A value that needs no message to be made: what a name stands for.
    public Object plain(@Nullable Object value) {
        return switch (value) {
            case null -> Nil.NIL;
            case Integer n -> (long) n;
            case CharSequence text -> universe.text(text.toString());
            default -> value;
        };
    }

    Object object(Frame f, @Nullable Object value) {
        return switch (value) {
            case null -> Nil.NIL;
            case Integer n -> (long) n;
            case Short n -> (long) n;
            case Character c -> CharacterValue.of(c);
            case BigInteger n -> NumericTower.small(n);
            case Long _,
                    Double _,
                    Boolean _,
                    Proxy _,
                    Symbol _,
                    CharacterValue _,
                    ScaledValue _,
                    Nil _ ->
                    value;
            case Float _, batos.talk.objects.QuadValue _ -> value;
            case CharSequence text -> universe.text(text.toString());
            case Optional<?> optional -> object(f, optional.orElse(null));
            case Map<?, ?> map -> {
                var table = new TableObject(universe.klass("LookupTable"), new Object[0]);
                map.forEach((k, v) -> table.put(object(f, k), object(f, v), BY_VALUE));
                yield table;
            }
            case Collection<?> list ->
                    universe.array(list.stream().map(item -> object(f, item)).toArray());
            case Instant at ->
                    f.run.send(
                            f,
                            universe.klass("DateTime"),
                            "fromNanos:",
                            NumericTower.small(
                                    BigInteger.valueOf(at.getEpochSecond())
                                            .multiply(BigInteger.valueOf(1_000_000_000L))
                                            .add(BigInteger.valueOf(at.getNano()))));
            case Duration span ->
                    f.run.send(f, universe.klass("Duration"), "nanoseconds:", span.toNanos());
            default -> value;
        };
    }

    /// @throws NestedTooDeep where a collection contains itself, or more than [#DEEPEST] others one
    ///   in another
    @Nullable Object java(Frame f, Object value) {
        return java(f, value, new ArrayDeque<>());
    }

    /// A collection that has no end as a Java value.
    static final class NestedTooDeep extends RuntimeException {
        private static final long serialVersionUID = 1;

        NestedTooDeep(String message) {
            super(message, null, false, false);
        }
    }

    /// @param within the collections around this value, the innermost first
    private @Nullable Object java(Frame f, Object value, Deque<Object> within) {
        return switch (value) {
            case Nil _ -> null;
            case Symbol(var name) -> name;
            case CharacterValue letter -> letter.toString();
            case TextObject text -> ((TextObject) f.run.whole(text)).toString();
            case Long _, BigInteger _, Double _, Float _, Boolean _, Proxy _ -> value;
            case batos.talk.objects.QuadValue(var d) -> d;
            case ByteObject bytes -> ((ByteObject) f.run.whole(bytes)).bytes.clone();
            case HeapObject thing when isFraction(thing) -> fraction(f, thing);
            case TableObject table -> {
                enter(table, within);
                var map = map(f, table, within);
                within.pop();
                yield map;
            }
            case Closure _ -> value;
            case HeapObject thing -> {
                enter(thing, within);
                var items = thing(f, thing, within);
                within.pop();
                yield items;
            }
            default -> value;
        };
    }

    private boolean isFraction(HeapObject thing) {
        var fraction = universe.klassOrNull("Fraction");
        return fraction != null && universe.classOf(thing).inherits(fraction);
    }

    /// The exact number; the displayString of a fraction that a subclass left without its parts.
    private Object fraction(Frame f, HeapObject thing) {
        var above = java(f, f.run.send(f, thing, "numerator"), new ArrayDeque<>());
        var below = java(f, f.run.send(f, thing, "denominator"), new ArrayDeque<>());
        return isWhole(above) && isWhole(below)
                ? ScaledValue.of(
                        new BigInteger(String.valueOf(above)),
                        new BigInteger(String.valueOf(below)),
                        0)
                : Objects.requireNonNullElse(
                        PrimitiveContext.string(f.run.send(f, thing, "displayString")),
                        universe.brief(thing));
    }

    private static boolean isWhole(@Nullable Object value) {
        return value instanceof Long || value instanceof BigInteger;
    }

    private static void enter(Object collection, Deque<Object> within) {
        if (within.stream().anyMatch(outer -> Identity.same(outer, collection))) {
            throw new NestedTooDeep("a collection that contains itself cannot be handed over");
        }
        if (within.size() == DEEPEST) {
            throw new NestedTooDeep(
                    "a collection nested more than %d deep cannot be handed over"
                            .formatted(DEEPEST));
        }
        within.push(collection);
    }

    private Object map(Frame f, TableObject hollow, Deque<Object> within) {
        var table = (TableObject) f.run.whole(hollow);
        if (!universe.classOf(table).inherits(universe.klass("Dictionary"))) {
            var items = new ArrayList<@Nullable Object>();
            for (var i = 0; i < table.end(); i++) {
                var key = table.keyAt(i);
                if (key != null) {
                    items.add(java(f, key, within));
                }
            }
            return items;
        }
        var map = new LinkedHashMap<@Nullable Object, @Nullable Object>();
        for (var i = 0; i < table.end(); i++) {
            var key = table.keyAt(i);
            if (key != null) {
                map.put(java(f, key, within), java(f, table.valueAt(i), within));
            }
        }
        return map;
    }

    private @Nullable Object thing(Frame f, HeapObject thing, Deque<Object> within) {
        var klass = universe.classOf(thing);
        if (klass.inherits(universe.klass("SequenceableCollection"))) {
            var items = new ArrayList<@Nullable Object>();
            var array = (HeapObject) f.run.send(f, thing, "asArray");
            for (var item : array.slots) {
                items.add(java(f, item, within));
            }
            return items;
        }
        return PrimitiveContext.string(f.run.send(f, thing, "displayString"));
    }
}
