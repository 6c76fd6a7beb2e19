package batos.talk.kernel;

import batos.talk.classes.ClassChanges;
import batos.talk.compiler.MethodCompiler;
import batos.talk.objects.ByteObject;
import batos.talk.objects.CharacterValue;
import batos.talk.objects.HeapObject;
import batos.talk.objects.Identity;
import batos.talk.objects.Klass;
import batos.talk.objects.Nil;
import batos.talk.objects.ScaledValue;
import batos.talk.objects.Selector;
import batos.talk.objects.SequenceObject;
import batos.talk.objects.Symbol;
import batos.talk.objects.TableObject;
import batos.talk.objects.TextObject;
import batos.talk.objects.Universe;
import batos.talk.processes.Frame;
import java.math.BigInteger;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The objects that the primitives work with.
final class PrimitiveContext {
    final Universe universe;
    final ClassChanges classes;
    final MethodCompiler methods;
    final NumericTower numeric;
    final Consumer<String> out;
    final InstantSource clock;
    final RandomGenerator random;
    private final Supplier<Klass> identitySet;
    private final Supplier<Klass> identityDictionary;

    PrimitiveContext(
            Universe universe,
            ClassChanges classes,
            MethodCompiler methods,
            Consumer<String> out,
            InstantSource clock,
            RandomGenerator random) {
        this.universe = universe;
        this.classes = classes;
        this.methods = methods;
        this.numeric = new NumericTower(universe);
        this.out = out;
        this.clock = clock;
        this.random = random;
        this.identitySet = () -> universe.klass("IdentitySet");
        this.identityDictionary = () -> universe.klass("IdentityDictionary");
    }

    /// The characters of a string or symbol; null for anything else.
    static @Nullable String string(Object value) {
        if (value instanceof TextObject text) {
            return text.toString();
        }
        return value instanceof Symbol symbol ? symbol.name() : null;
    }

    static int @Nullable [] points(Frame f, Object value) {
        if (value instanceof TextObject text) {
            f.run.whole(text);
            return text.points;
        }
        return value instanceof Symbol symbol ? TextObject.points(symbol.name()) : null;
    }

    /// An index from 1 as one from 0; -1 if it lies outside.
    static int index(Object index, int size) {
        return index instanceof Long i && i > 0 && i <= size ? (int) (i - 1) : -1;
    }

    /// Lets an object be written.
    static <T extends HeapObject> T written(Frame f, T thing) {
        if (thing.state != HeapObject.NEW && thing.state != HeapObject.DIRTY) {
            f.run.touch(f, thing);
        }
        return thing;
    }

    /// Whether objects of a class do what the shipped method of that owner says.
    static boolean isShipped(Klass klass, Selector selector, String owner) {
        var code = klass.lookup(selector);
        return code != null && code.source.author.isEmpty() && code.source.owner.name.equals(owner);
    }

    /// The elements of an array or ordered collection; null for anything else.
    Object @Nullable [] elements(Frame f, Object value) {
        if (value instanceof SequenceObject sequence) {
            f.run.whole(sequence);
            return sequence.elements();
        }
        if (value instanceof HeapObject thing
                && !(thing instanceof Klass)
                && thing.getClass() == HeapObject.class
                && universe.classOf(thing).make.isIndexed()) {
            var fixed = thing.klass.size;
            return fixed == 0
                    ? thing.slots
                    : Arrays.copyOfRange(thing.slots, fixed, thing.slots.length);
        }
        return null;
    }

    /// Equality as the language means it, sending `=` and `hash` only where it must.
    TableObject.Equality equality(Frame f) {
        return new TableObject.Equality() {
            @Override
            public int hash(Object key) {
                return PrimitiveContext.this.hash(f, key);
            }

            @Override
            public boolean same(Object a, Object b) {
                return equal(f, a, b);
            }
        };
    }

    static final TableObject.Equality IDENTITY =
            new TableObject.Equality() {
                @Override
                public int hash(Object key) {
                    return Identity.hash(key);
                }

                @Override
                public boolean same(Object a, Object b) {
                    return Identity.same(a, b);
                }
            };

    TableObject.Equality equality(Frame f, TableObject table) {
        return universe.classOf(table).isByIdentity(identitySet, identityDictionary)
                ? IDENTITY
                : equality(f);
    }

    int hash(Frame f, Object key) {
        if (key instanceof Long n) {
            return Long.hashCode(n);
        }
        if (key instanceof TextObject text && text.klass == universe.known.string()) {
            return Arrays.hashCode(text.points);
        }
        return switch (key) {
            case Symbol symbol -> symbol.name().hashCode();
            case Double _, Float _, batos.talk.objects.QuadValue _, BigInteger _, ScaledValue _ ->
                    numeric.hash(key);
            case CharacterValue letter -> letter.point();
            case Nil _, Boolean _ -> key.hashCode();
            default -> f.run.send(f, key, "hash") instanceof Long n ? Long.hashCode(n) : 0;
        };
    }

    boolean equal(Frame f, Object a, Object b) {
        if (Identity.same(a, b)) {
            return true;
        }
        if (a instanceof TextObject x
                && b instanceof TextObject y
                && x.klass == universe.known.string()) {
            return y.klass == universe.known.string() && Arrays.equals(x.points, y.points);
        }
        return switch (a) {
            case Symbol _, CharacterValue _, Nil _, Boolean _ -> false;
            case Long _ when b instanceof Long || b instanceof Symbol || b instanceof TextObject ->
                    false;
            default -> Boolean.TRUE.equals(f.run.send(f, a, "=", b));
        };
    }

    TextObject text(String value) {
        return universe.text(value);
    }

    static @Nullable ByteObject bytes(Frame f, Object value) {
        return value instanceof ByteObject bytes ? (ByteObject) f.run.whole(bytes) : null;
    }
}
