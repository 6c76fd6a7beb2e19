package batos.talk.objects;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The layout of a class's instances. The names are kept in the image.
@SuppressWarnings("ImmutableEnumChecker") // functions without state, numbers and nil
public enum ObjectFormat {
    /// Named slots only.
    PLAIN,
    /// Named slots and indexed ones behind them, for any object.
    INDEXED("pointer", Nil.NIL, element -> element),
    /// Indexed slots for signed and unsigned integers of 8 to 64 bits.
    INT8("int8", 0L, element -> whole(element, true, 8)),
    INT16("short", 0L, element -> whole(element, true, 16)),
    UINT16("ushort", 0L, element -> whole(element, false, 16)),
    INT32("int", 0L, element -> whole(element, true, 32)),
    UINT32("uint", 0L, element -> whole(element, false, 32)),
    INT64("int64", 0L, element -> whole(element, true, 64)),
    UINT64("uint64", 0L, element -> whole(element, false, 64)),
    /// Indexed slots for FloatE, made of any number.
    FLOAT("float", 0f, ObjectFormat::single),
    /// Indexed slots for FloatD, made of any number.
    DOUBLE("double", 0d, ObjectFormat::real),
    BYTES,
    TEXT,
    TABLE,
    SEQUENCE,
    /// Not made by `new`: numbers, characters, symbols, booleans, blocks, live objects.
    VALUE;

    private final String shape;
    private final @Nullable Object first;
    private final UnaryOperator<@Nullable Object> element;

    ObjectFormat() {
        this("", null, element -> null);
    }

    /// @param shape as `<shape: #float>` names it
    /// @param first the value of a new indexed slot
    /// @param element the form in which the slot keeps a value; null where it keeps no such value
    ObjectFormat(String shape, @Nullable Object first, UnaryOperator<@Nullable Object> element) {
        this.shape = shape;
        this.first = first;
        this.element = element;
    }

    /// The format of a `<shape: #…>`; PLAIN for a name that is none.
    public static ObjectFormat ofShape(String shape) {
        var name = shape.toLowerCase(Locale.ROOT);
        return switch (name) {
            case "inherit", "indexed" -> INDEXED;
            case "byte", "uint8", "bytes" -> BYTES;
            case "character", "text" -> TEXT;
            case "word", "ulong" -> UINT64;
            case "sbyte" -> INT8;
            case "long" -> INT64;
            case "table" -> TABLE;
            case "sequence" -> SEQUENCE;
            case "value" -> VALUE;
            default ->
                    List.of(values()).stream()
                            .filter(make -> !make.shape.isEmpty() && make.shape.equals(name))
                            .findFirst()
                            .orElse(PLAIN);
        };
    }

    /// The name of an indexed format; empty for the others.
    public String shape() {
        return shape;
    }

    /// Whether the object's own slots go on behind the named ones.
    public boolean isIndexed() {
        return first != null;
    }

    /// Whether indexed slots hold numbers of one kind.
    public boolean isRaw() {
        return isIndexed() && this != INDEXED;
    }

    /// New slots: named ones, and so many indexed ones behind them.
    public Object[] slots(int named, int indexed) {
        var slots = HeapObject.nils(named + indexed);
        if (isRaw()) {
            java.util.Arrays.fill(slots, named, slots.length, first);
        }
        return slots;
    }

    /// The form in which an indexed slot keeps a value; null where it keeps no such value.
    public @Nullable Object kept(Object value) {
        return element.apply(value);
    }

    private static @Nullable Object whole(@Nullable Object value, boolean signed, int bits) {
        if (value instanceof Long n) {
            var fits =
                    signed
                            ? bits == 64 || (n >= -(1L << (bits - 1)) && n < 1L << (bits - 1))
                            : n >= 0 && (bits == 64 || n < 1L << bits);
            return fits ? n : null;
        }
        return value instanceof BigInteger big
                        && !signed
                        && bits == 64
                        && big.signum() > 0
                        && big.bitLength() <= 64
                ? big
                : null;
    }

    private static @Nullable Object single(@Nullable Object value) {
        return real(value) instanceof Double real ? (Object) real.floatValue() : null;
    }

    private static @Nullable Object real(@Nullable Object value) {
        return switch (value) {
            case Double real -> real;
            case Long n -> n.doubleValue();
            case BigInteger big -> big.doubleValue();
            case Float narrow -> narrow.doubleValue();
            case QuadValue(var real) -> real;
            case null, default -> null;
        };
    }
}
