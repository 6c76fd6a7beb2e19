package batos.talk.kernel;

import batos.talk.compiler.MethodCompiler;
import batos.talk.objects.CharacterValue;
import batos.talk.objects.Nil;
import batos.talk.objects.Primitive;
import batos.talk.objects.QuadValue;
import batos.talk.objects.ScaledValue;
import java.math.BigInteger;
import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;

/// The primitives of numbers.
final class NumberPrimitives {
    private static final long LARGEST_BITS = 50_000_000;

    private final PrimitiveContext room;
    private final NumericTower numeric;
    private final MethodCompiler methods;

    NumberPrimitives(PrimitiveContext room) {
        this.room = room;
        this.numeric = room.numeric;
        this.methods = room.methods;
    }

    void install() {
        for (var op : "+-*/".toCharArray()) {
            binary("num" + op, (f, a, b) -> numeric.arithmetic(new LargeIntegers(f), op, a, b));
        }
        compare("num<", order -> order == -1);
        compare("num>", order -> order == 1);
        compare("num<=", order -> order == -1 || order == 0);
        compare("num>=", order -> order == 1 || order == 0);
        binary(
                "num=",
                (f, a, b) -> {
                    var order = numeric.compare(new LargeIntegers(f), a, b);
                    return order != null && order == 0;
                });
        binary("num//", (f, a, b) -> numeric.floor(new LargeIntegers(f), a, b, false));
        binary("num\\\\", (f, a, b) -> numeric.floor(new LargeIntegers(f), a, b, true));
        integers();
        conversions();
        function("sin", Math::sin);
        function("cos", Math::cos);
        function("tan", Math::tan);
        function("arcSin", Math::asin);
        function("arcCos", Math::acos);
        function("arcTan", Math::atan);
        function("exp", Math::exp);
        function("ln", Math::log);
        function("log10", Math::log10);
        function("floatSqrt", Math::sqrt);
        binary("pow", (f, a, b) -> real(a, b, Math.pow(numeric.real(a), numeric.real(b))));
        binary("arcTan:", (f, a, b) -> Math.atan2(numeric.real(a), numeric.real(b)));
    }

    private void unary(String name, Primitive.Unary primitive) {
        methods.primitive(name, primitive);
    }

    private void binary(String name, Primitive.Binary primitive) {
        methods.primitive(name, primitive);
    }

    private void compare(String name, java.util.function.IntPredicate wanted) {
        binary(
                name,
                (f, a, b) -> {
                    var order = numeric.compare(new LargeIntegers(f), a, b);
                    return order == null ? null : wanted.test(order);
                });
    }

    /// A FloatQ if one of the two is; else a FloatD.
    private static Object real(Object a, Object b, double value) {
        return a instanceof QuadValue || b instanceof QuadValue
                ? new QuadValue(value)
                : (Object) value;
    }

    private void function(String name, DoubleUnaryOperator function) {
        unary(name, (f, a) -> real(a, a, function.applyAsDouble(numeric.real(a))));
    }

    private void integers() {
        both("bitAnd:", (large, a, b) -> a.and(b));
        both("bitOr:", (large, a, b) -> a.or(b));
        both("bitXor:", (large, a, b) -> a.xor(b));
        both("gcd:", LargeIntegers::gcd);
        both("rem:", (large, a, b) -> b.signum() == 0 ? null : large.divide(a, b)[1]);
        both("quo:", (large, a, b) -> b.signum() == 0 ? null : large.divide(a, b)[0]);
        binary(
                "bitShift:",
                (f, a, b) -> {
                    var value = numeric.integer(a);
                    if (value == null || !(b instanceof Long by) || by > LARGEST_BITS) {
                        return null;
                    }
                    return NumericTower.small(
                            by >= 0
                                    ? new LargeIntegers(f).shift(value, by.intValue())
                                    : value.shiftRight((int) Math.min(-by, LARGEST_BITS)));
                });
        binary(
                "intPow",
                (f, a, b) -> {
                    var value = numeric.integer(a);
                    if (value == null || !(b instanceof Long power) || power < 0) {
                        return null;
                    }
                    if (value.bitLength() > 1
                            && value.bitLength() * (double) power > LARGEST_BITS) {
                        return null;
                    }
                    return NumericTower.small(new LargeIntegers(f).power(value, power.intValue()));
                });
        unary(
                "intSqrt",
                (f, a) -> {
                    var value = numeric.integer(a);
                    return value == null || value.signum() < 0
                            ? null
                            : NumericTower.small(new LargeIntegers(f).root(value));
                });
        unary(
                "highBit",
                (f, a) -> {
                    var value = numeric.integer(a);
                    return value == null ? null : (Object) (long) value.bitLength();
                });
        unary(
                "isPrime",
                (f, a) -> {
                    var value = numeric.integer(a);
                    return value == null ? null : (Object) new LargeIntegers(f).isPrime(value);
                });
        binary(
                "intRadix",
                (f, a, b) ->
                        numeric.integer(a) != null && b instanceof Long r && r >= 2 && r <= 36
                                ? room.text(
                                        NumberText.integer(new LargeIntegers(f), a, r.intValue()))
                                : null);
        unary(
                "asCharacter",
                (f, a) ->
                        a instanceof Long n && n >= 0 && n <= Character.MAX_CODE_POINT
                                ? new CharacterValue(n.intValue())
                                : null);
    }

    private interface Both {
        @Nullable BigInteger of(LargeIntegers large, BigInteger a, BigInteger b);
    }

    private void both(String name, Both operation) {
        binary(
                name,
                (f, a, b) -> {
                    var x = numeric.integer(a);
                    var y = numeric.integer(b);
                    var value =
                            x == null || y == null
                                    ? null
                                    : operation.of(new LargeIntegers(f), x, y);
                    return value == null ? null : NumericTower.small(value);
                });
    }

    private void conversions() {
        unary("numPrint", (f, a) -> room.text(print(new LargeIntegers(f), a)));
        unary("numHash", (f, a) -> (long) numeric.hash(a));
        unary("truncated", (f, a) -> numeric.truncated(new LargeIntegers(f), a));
        unary("asFloat", (f, a) -> numeric.real(a));
        unary("asFloatE", (f, a) -> numeric.single(a));
        unary("asFloatQ", (f, a) -> new QuadValue(numeric.real(a)));
        binary("floatBytes", this::fromBytes);
        unary("asExactFraction", (f, a) -> finite(a) ? numeric.number(numeric.ratio(a)) : null);
        unary("isNaN", (f, a) -> Double.isNaN(numeric.real(a)));
        unary("isInfinite", (f, a) -> Double.isInfinite(numeric.real(a)));
        unary("isNegative", (f, a) -> Double.doubleToRawLongBits(numeric.real(a)) < 0);
        unary("exponent", (f, a) -> (long) Math.getExponent(numeric.real(a)));
        binary(
                "timesTwoPower",
                (f, a, b) ->
                        b instanceof Long n
                                ? numeric.like(
                                        a,
                                        Math.scalb(
                                                numeric.real(a),
                                                (int) Math.max(-5000, Math.min(5000, n))))
                                : null);
        unary(
                "nextUp",
                (f, a) ->
                        a instanceof Float x
                                ? (Object) Math.nextUp(x)
                                : numeric.like(a, Math.nextUp(numeric.real(a))));
        unary(
                "nextDown",
                (f, a) ->
                        a instanceof Float x
                                ? (Object) Math.nextDown(x)
                                : numeric.like(a, Math.nextDown(numeric.real(a))));
        binary(
                "asScaledDecimal:",
                (f, a, b) -> {
                    if (!finite(a) || !(b instanceof Long scale) || scale < 0 || scale > 100_000) {
                        return null;
                    }
                    var ratio = numeric.ratio(a);
                    return ScaledValue.of(ratio.n(), ratio.d(), scale.intValue());
                });
        unary("scale", (f, a) -> a instanceof ScaledValue s ? (Object) (long) s.scale() : null);
        unary(
                "numerator",
                (f, a) -> a instanceof ScaledValue s ? NumericTower.small(s.numerator()) : null);
        unary(
                "denominator",
                (f, a) -> a instanceof ScaledValue s ? NumericTower.small(s.denominator()) : null);
        unary(
                "readNumber",
                (f, a) -> {
                    var text = PrimitiveContext.string(a);
                    if (text == null) {
                        return null;
                    }
                    try {
                        var number =
                                room.universe.literal(
                                        batos.talk.syntax.NumberReader.read(text.strip()));
                        return text.indexOf('e') > 0 && text.indexOf('r') < 0
                                ? (Object) numeric.real(number)
                                : number;
                    } catch (NumberFormatException e) {
                        return Nil.NIL;
                    }
                });
    }

    /// A float of four or eight bytes, the highest first.
    private @Nullable Object fromBytes(batos.talk.processes.Frame f, Object kind, Object given) {
        var bytes = PrimitiveContext.bytes(f, given);
        if (bytes == null) {
            return null;
        }
        var buffer = java.nio.ByteBuffer.wrap(bytes.bytes);
        return switch (bytes.bytes.length) {
            case Float.BYTES -> buffer.getFloat();
            case Double.BYTES -> buffer.getDouble();
            default -> null;
        };
    }

    private boolean finite(Object a) {
        return !(a instanceof Double d && !Double.isFinite(d))
                && !(a instanceof Float x && !Float.isFinite(x))
                && !(a instanceof QuadValue(var d) && !Double.isFinite(d));
    }

    private static String print(LargeIntegers large, Object number) {
        return switch (number) {
            case Double d -> NumberText.real(d);
            case Float d -> NumberText.single(d);
            case QuadValue(var d) -> NumberText.wide(d);
            case ScaledValue s -> NumberText.scaled(large, s);
            default -> NumberText.integer(large, number, 10);
        };
    }
}
