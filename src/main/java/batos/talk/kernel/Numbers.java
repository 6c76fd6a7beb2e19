package batos.talk.kernel;

import batos.talk.run.Letter;
import batos.talk.run.Methods;
import batos.talk.run.Nil;
import batos.talk.run.Primitive;
import batos.talk.run.Scaled;
import batos.talk.run.Wide;
import java.math.BigInteger;
import java.util.function.DoubleUnaryOperator;

/// The primitives of numbers.
final class Numbers {
    private static final long LARGEST_BITS = 50_000_000;

    private final Room room;
    private final Numeric numeric;
    private final Methods methods;

    Numbers(Room room) {
        this.room = room;
        this.numeric = room.numeric;
        this.methods = room.methods;
    }

    void install() {
        for (var op : "+-*/".toCharArray()) {
            binary("num" + op, (f, a, b) -> numeric.arithmetic(op, a, b));
        }
        compare("num<", order -> order == -1);
        compare("num>", order -> order == 1);
        compare("num<=", order -> order == -1 || order == 0);
        compare("num>=", order -> order == 1 || order == 0);
        binary(
                "num=",
                (f, a, b) -> {
                    var order = numeric.compare(a, b);
                    return order != null && order == 0;
                });
        binary("num//", (f, a, b) -> numeric.floor(a, b, false));
        binary("num\\\\", (f, a, b) -> numeric.floor(a, b, true));
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
                    var order = numeric.compare(a, b);
                    return order == null ? null : wanted.test(order);
                });
    }

    /// A FloatQ if one of the two is; else a FloatD.
    private static Object real(Object a, Object b, double value) {
        return a instanceof Wide || b instanceof Wide ? new Wide(value) : (Object) value;
    }

    private void function(String name, DoubleUnaryOperator function) {
        unary(name, (f, a) -> real(a, a, function.applyAsDouble(numeric.real(a))));
    }

    private void integers() {
        bits("bitAnd:", BigInteger::and);
        bits("bitOr:", BigInteger::or);
        bits("bitXor:", BigInteger::xor);
        bits("gcd:", BigInteger::gcd);
        binary(
                "bitShift:",
                (f, a, b) -> {
                    var value = numeric.integer(a);
                    if (value == null || !(b instanceof Long by) || by > LARGEST_BITS) {
                        return null;
                    }
                    if (by > 0) {
                        f.run.reserve((value.bitLength() + by) / 8);
                    }
                    return Numeric.small(
                            by >= 0
                                    ? value.shiftLeft(by.intValue())
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
                    return Numeric.small(value.pow(power.intValue()));
                });
        binary(
                "rem:",
                (f, a, b) -> {
                    var x = numeric.integer(a);
                    var y = numeric.integer(b);
                    return x == null || y == null || y.signum() == 0
                            ? null
                            : Numeric.small(x.remainder(y));
                });
        binary(
                "quo:",
                (f, a, b) -> {
                    var x = numeric.integer(a);
                    var y = numeric.integer(b);
                    return x == null || y == null || y.signum() == 0
                            ? null
                            : Numeric.small(x.divide(y));
                });
        unary(
                "intSqrt",
                (f, a) -> {
                    var value = numeric.integer(a);
                    return value == null || value.signum() < 0 ? null : Numeric.small(value.sqrt());
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
                    return value == null ? null : (Object) value.isProbablePrime(40);
                });
        binary(
                "intRadix",
                (f, a, b) ->
                        numeric.integer(a) != null && b instanceof Long r && r >= 2 && r <= 36
                                ? room.text(NumberText.integer(a, r.intValue()))
                                : null);
        unary(
                "asCharacter",
                (f, a) ->
                        a instanceof Long n && n >= 0 && n <= Character.MAX_CODE_POINT
                                ? new Letter(n.intValue())
                                : null);
    }

    private void bits(String name, java.util.function.BinaryOperator<BigInteger> operation) {
        binary(
                name,
                (f, a, b) -> {
                    var x = numeric.integer(a);
                    var y = numeric.integer(b);
                    return x == null || y == null ? null : Numeric.small(operation.apply(x, y));
                });
    }

    private void conversions() {
        unary("numPrint", (f, a) -> room.text(print(a)));
        unary("numHash", (f, a) -> (long) numeric.hash(a));
        unary("truncated", (f, a) -> numeric.truncated(a));
        unary("asFloat", (f, a) -> numeric.real(a));
        unary("asFloatE", (f, a) -> numeric.single(a));
        unary("asFloatQ", (f, a) -> new Wide(numeric.real(a)));
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
                    return Scaled.of(ratio.n(), ratio.d(), scale.intValue());
                });
        unary("scale", (f, a) -> a instanceof Scaled s ? (Object) (long) s.scale() : null);
        unary("numerator", (f, a) -> a instanceof Scaled s ? Numeric.small(s.numerator()) : null);
        unary(
                "denominator",
                (f, a) -> a instanceof Scaled s ? Numeric.small(s.denominator()) : null);
        unary(
                "readNumber",
                (f, a) -> {
                    var text = Room.string(a);
                    if (text == null) {
                        return null;
                    }
                    try {
                        var number =
                                room.universe.literal(batos.talk.syntax.Numbers.read(text.strip()));
                        return text.indexOf('e') > 0 && text.indexOf('r') < 0
                                ? (Object) numeric.real(number)
                                : number;
                    } catch (NumberFormatException e) {
                        return Nil.NIL;
                    }
                });
    }

    /// A float of four or eight bytes, the highest first.
    private @org.jspecify.annotations.Nullable Object fromBytes(
            batos.talk.run.Frame f, Object kind, Object given) {
        var bytes = Room.bytes(f, given);
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
                && !(a instanceof Wide(var d) && !Double.isFinite(d));
    }

    static String print(Object number) {
        return switch (number) {
            case Double d -> NumberText.real(d);
            case Float d -> NumberText.single(d);
            case Wide(var d) -> NumberText.wide(d);
            case Scaled s -> NumberText.scaled(s);
            default -> NumberText.integer(number, 10);
        };
    }
}
