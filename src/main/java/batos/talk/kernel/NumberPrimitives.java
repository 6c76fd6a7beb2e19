package batos.talk.kernel;

import batos.talk.compiler.MethodCompiler;
import batos.talk.objects.CharacterValue;
import batos.talk.objects.Nil;
import batos.talk.objects.Primitive;
import batos.talk.objects.QuadValue;
import batos.talk.objects.ScaledValue;
import batos.talk.objects.TextObject;
import batos.talk.processes.Frame;
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
        binary("num=", this::equalNumbers);
        binary("num//", this::quotientFloored);
        binary("num\\\\", this::remainderFloored);
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
        binary("pow", this::powPrimitive);
        binary("arcTan:", this::arcTan);
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
        binary("bitShift:", this::bitShift);
        binary("intPow", this::intPow);
        unary("intSqrt", this::intSqrt);
        unary("highBit", this::highBit);
        unary("isPrime", this::isPrimePrimitive);
        binary("intRadix", this::intRadix);
        unary("asCharacter", this::asCharacter);
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
        unary("numPrint", this::numPrint);
        unary("numHash", this::numHash);
        unary("truncated", this::truncatedPrimitive);
        unary("asFloat", this::asFloat);
        unary("asFloatE", this::asFloatE);
        unary("asFloatQ", this::asFloatQ);
        binary("floatBytes", this::fromBytes);
        unary("asExactFraction", this::asExactFraction);
        unary("isNaN", this::isNaNPrimitive);
        unary("isInfinite", this::isInfinitePrimitive);
        unary("isNegative", this::isNegative);
        unary("exponent", this::exponent);
        binary("timesTwoPower", this::timesTwoPower);
        unary("nextUp", this::nextUpPrimitive);
        unary("nextDown", this::nextDownPrimitive);
        binary("asScaledDecimal:", this::asScaledDecimal);
        unary("scale", this::scalePrimitive);
        unary("numerator", this::numeratorPrimitive);
        unary("denominator", this::denominatorPrimitive);
        unary("readNumber", this::readNumber);
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

    private @Nullable Object equalNumbers(Frame f, Object a, Object b) {
        var order = numeric.compare(new LargeIntegers(f), a, b);
        return order != null && order == 0;
    }

    private @Nullable Object quotientFloored(Frame f, Object a, Object b) {
        return numeric.floor(new LargeIntegers(f), a, b, false);
    }

    private @Nullable Object remainderFloored(Frame f, Object a, Object b) {
        return numeric.floor(new LargeIntegers(f), a, b, true);
    }

    private @Nullable Object powPrimitive(Frame f, Object a, Object b) {
        return real(a, b, Math.pow(numeric.real(a), numeric.real(b)));
    }

    private @Nullable Object arcTan(Frame f, Object a, Object b) {
        return Math.atan2(numeric.real(a), numeric.real(b));
    }

    private @Nullable Object bitShift(Frame f, Object a, Object b) {
        var value = numeric.integer(a);
        if (value == null || !(b instanceof Long by) || by > LARGEST_BITS) {
            return null;
        }
        return NumericTower.small(
                by >= 0
                        ? new LargeIntegers(f).shift(value, by.intValue())
                        : value.shiftRight((int) Math.min(-by, LARGEST_BITS)));
    }

    private @Nullable Object intPow(Frame f, Object a, Object b) {
        var value = numeric.integer(a);
        if (value == null || !(b instanceof Long power) || power < 0) {
            return null;
        }
        if (value.bitLength() > 1 && value.bitLength() * (double) power > LARGEST_BITS) {
            return null;
        }
        return NumericTower.small(new LargeIntegers(f).power(value, power.intValue()));
    }

    private @Nullable Object intSqrt(Frame f, Object a) {
        var value = numeric.integer(a);
        return value == null || value.signum() < 0
                ? null
                : NumericTower.small(new LargeIntegers(f).root(value));
    }

    private @Nullable Object highBit(Frame f, Object a) {
        var value = numeric.integer(a);
        return value == null ? null : (Object) (long) value.bitLength();
    }

    private @Nullable Object isPrimePrimitive(Frame f, Object a) {
        var value = numeric.integer(a);
        return value == null ? null : (Object) new LargeIntegers(f).isPrime(value);
    }

    private @Nullable Object intRadix(Frame f, Object a, Object b) {
        return numeric.integer(a) != null && b instanceof Long r && r >= 2 && r <= 36
                ? room.text(NumberText.integer(new LargeIntegers(f), a, r.intValue()))
                : null;
    }

    private @Nullable Object asCharacter(Frame f, Object a) {
        return a instanceof Long n && n >= 0 && n <= Character.MAX_CODE_POINT
                ? CharacterValue.of(n.intValue())
                : null;
    }

    private @Nullable Object numPrint(Frame f, Object a) {
        if (a instanceof Long n) {
            var points = new int[NumberText.length(n)];
            NumberText.write(n, points, points.length);
            return new TextObject(room.universe.known.string(), points);
        }
        return room.text(print(new LargeIntegers(f), a));
    }

    private @Nullable Object numHash(Frame f, Object a) {
        return (long) numeric.hash(a);
    }

    private @Nullable Object truncatedPrimitive(Frame f, Object a) {
        return numeric.truncated(new LargeIntegers(f), a);
    }

    private @Nullable Object asFloat(Frame f, Object a) {
        return numeric.real(a);
    }

    private @Nullable Object asFloatE(Frame f, Object a) {
        return numeric.single(a);
    }

    private @Nullable Object asFloatQ(Frame f, Object a) {
        return new QuadValue(numeric.real(a));
    }

    private @Nullable Object asExactFraction(Frame f, Object a) {
        return finite(a) ? numeric.number(numeric.ratio(a)) : null;
    }

    private @Nullable Object isNaNPrimitive(Frame f, Object a) {
        return Double.isNaN(numeric.real(a));
    }

    private @Nullable Object isInfinitePrimitive(Frame f, Object a) {
        return Double.isInfinite(numeric.real(a));
    }

    private @Nullable Object isNegative(Frame f, Object a) {
        return Double.doubleToRawLongBits(numeric.real(a)) < 0;
    }

    private @Nullable Object exponent(Frame f, Object a) {
        return (long) Math.getExponent(numeric.real(a));
    }

    private @Nullable Object timesTwoPower(Frame f, Object a, Object b) {
        return b instanceof Long n
                ? numeric.like(
                        a, Math.scalb(numeric.real(a), (int) Math.max(-5000, Math.min(5000, n))))
                : null;
    }

    private @Nullable Object nextUpPrimitive(Frame f, Object a) {
        return a instanceof Float x
                ? (Object) Math.nextUp(x)
                : numeric.like(a, Math.nextUp(numeric.real(a)));
    }

    private @Nullable Object nextDownPrimitive(Frame f, Object a) {
        return a instanceof Float x
                ? (Object) Math.nextDown(x)
                : numeric.like(a, Math.nextDown(numeric.real(a)));
    }

    private @Nullable Object asScaledDecimal(Frame f, Object a, Object b) {
        if (!finite(a) || !(b instanceof Long scale) || scale < 0 || scale > 100_000) {
            return null;
        }
        var ratio = numeric.ratio(a);
        return ScaledValue.of(ratio.n(), ratio.d(), scale.intValue());
    }

    private @Nullable Object scalePrimitive(Frame f, Object a) {
        return a instanceof ScaledValue s ? (Object) (long) s.scale() : null;
    }

    private @Nullable Object numeratorPrimitive(Frame f, Object a) {
        return a instanceof ScaledValue s ? NumericTower.small(s.numerator()) : null;
    }

    private @Nullable Object denominatorPrimitive(Frame f, Object a) {
        return a instanceof ScaledValue s ? NumericTower.small(s.denominator()) : null;
    }

    private @Nullable Object readNumber(Frame f, Object a) {
        var text = PrimitiveContext.string(a);
        if (text == null) {
            return null;
        }
        try {
            var number = room.universe.literal(batos.talk.syntax.NumberReader.read(text.strip()));
            return text.indexOf('e') > 0 && text.indexOf('r') < 0
                    ? (Object) numeric.real(number)
                    : number;
        } catch (NumberFormatException e) {
            return Nil.NIL;
        }
    }
}
