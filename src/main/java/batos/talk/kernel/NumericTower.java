package batos.talk.kernel;

import batos.talk.objects.HeapObject;
import batos.talk.objects.QuadValue;
import batos.talk.objects.ScaledValue;
import batos.talk.objects.Universe;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/// Arithmetic over the tower: integers of any size, scaled decimals, fractions, floats.
///
/// The more general of two numbers decides, in this order. Everything exact is computed as a
/// fraction.
final class NumericTower {
    private static final int INTEGER = 0;
    private static final int SCALED = 1;
    private static final int FRACTION = 2;
    private static final int SINGLE = 3;
    private static final int DOUBLE = 4;
    private static final int WIDE = 5;

    private final Universe universe;

    NumericTower(Universe universe) {
        this.universe = universe;
    }

    /// A numerator over a positive denominator, in lowest terms.
    record Ratio(BigInteger n, BigInteger d) {
        static Ratio of(LargeIntegers large, BigInteger n, BigInteger d) {
            var divisor = large.gcd(n, d);
            if (divisor.signum() == 0) {
                return new Ratio(n, d);
            }
            if (d.signum() < 0) {
                divisor = divisor.negate();
            }
            return new Ratio(large.divide(n, divisor)[0], large.divide(d, divisor)[0]);
        }

        /// Whether both have the same denominator, as integers do.
        boolean isLike(Ratio other) {
            return d.equals(other.d);
        }
    }

    static BigInteger big(long value) {
        return BigInteger.valueOf(value);
    }

    static Object small(BigInteger value) {
        return value.bitLength() < 64 ? (Object) value.longValue() : value;
    }

    private boolean isFraction(Object value) {
        var fraction = universe.klassOrNull("Fraction");
        return fraction != null
                && value instanceof HeapObject thing
                && universe.classOf(thing).inherits(fraction);
    }

    private int rank(Object value) {
        return switch (value) {
            case Long _, BigInteger _ -> INTEGER;
            case ScaledValue _ -> SCALED;
            case Float _ -> SINGLE;
            case Double _ -> DOUBLE;
            case QuadValue _ -> WIDE;
            default -> isFraction(value) ? FRACTION : -1;
        };
    }

    @Nullable BigInteger integer(Object value) {
        return switch (value) {
            case Long n -> big(n);
            case BigInteger n -> n;
            default -> null;
        };
    }

    Ratio ratio(Object value) {
        return switch (value) {
            case Long n -> new Ratio(big(n), BigInteger.ONE);
            case BigInteger n -> new Ratio(n, BigInteger.ONE);
            case ScaledValue s -> new Ratio(s.numerator(), s.denominator());
            case Double d -> exact(new BigDecimal(d));
            case Float d -> exact(new BigDecimal(d));
            case QuadValue(var d) -> exact(new BigDecimal(d));
            default -> {
                var slots = ((HeapObject) value).slots;
                yield new Ratio(whole(slots[0]), whole(slots[1]));
            }
        };
    }

    private BigInteger whole(Object value) {
        var known = integer(value);
        return known == null ? BigInteger.ONE : known;
    }

    private static Ratio exact(BigDecimal value) {
        if (value.scale() <= 0) {
            return new Ratio(value.toBigIntegerExact(), BigInteger.ONE);
        }
        var n = value.unscaledValue();
        var d = BigInteger.TEN.pow(value.scale());
        var divisor = n.gcd(d);
        return new Ratio(n.divide(divisor), d.divide(divisor));
    }

    /// A fraction, or the integer that it is.
    Object number(Ratio ratio) {
        if (ratio.d().equals(BigInteger.ONE)) {
            return small(ratio.n());
        }
        return universe.make("Fraction", small(ratio.n()), small(ratio.d()));
    }

    private Object like(Object a, Object b, int rank, Ratio value) {
        if (rank == SCALED) {
            var scale =
                    Math.max(
                            a instanceof ScaledValue s ? s.scale() : 0,
                            b instanceof ScaledValue s ? s.scale() : 0);
            return new ScaledValue(value.n(), value.d(), scale);
        }
        return number(value);
    }

    double real(Object value) {
        return switch (value) {
            case Long n -> n;
            case Double d -> d;
            case Float d -> d;
            case QuadValue(var d) -> d;
            case BigInteger n -> n.doubleValue();
            default -> real(ratio(value));
        };
    }

    /// The nearest single of a number, rounded once.
    float single(Object value) {
        return switch (value) {
            case Double d -> (float) (double) d;
            case Float d -> d;
            case QuadValue(var d) -> (float) d;
            case Long n -> n;
            case BigInteger n -> n.floatValue();
            default -> single(ratio(value));
        };
    }

    /// The double on the way is rounded to odd, so that the second rounding is the only one.
    private static float single(Ratio ratio) {
        var near = real(ratio);
        if (!Double.isFinite(near) || near == 0) {
            return (float) near;
        }
        var exact = exact(new BigDecimal(near));
        var order = ratio.n().multiply(exact.d()).compareTo(exact.n().multiply(ratio.d()));
        if (order != 0 && (Double.doubleToRawLongBits(near) & 1) == 0) {
            near = order > 0 ? Math.nextUp(near) : Math.nextDown(near);
        }
        return (float) near;
    }

    /// The nearest double of a ratio, rounded once.
    static double real(Ratio ratio) {
        var shift = ratio.d().bitLength() - ratio.n().bitLength() + 66;
        var n = shift > 0 ? ratio.n().shiftLeft(shift) : ratio.n();
        var d = shift < 0 ? ratio.d().shiftLeft(-shift) : ratio.d();
        var parts = n.divideAndRemainder(d);
        var quotient = parts[0];
        if (parts[1].signum() != 0 && !quotient.testBit(0)) {
            quotient = quotient.add(big(ratio.n().signum()));
        }
        return scale(quotient, -shift);
    }

    private static double scale(BigInteger value, int exponent) {
        var result = value.bitLength() + exponent;
        if (result < -1022 && exponent < 0) {
            return new BigDecimal(value)
                    .divide(new BigDecimal(BigInteger.TWO.pow(-exponent)))
                    .doubleValue();
        }
        return Math.scalb(value.doubleValue(), exponent);
    }

    /// Null when one of the two is no number, or the divisor is 0.
    @Nullable Object arithmetic(LargeIntegers large, char op, Object a, Object b) {
        var rank = Math.max(rank(a), rank(b));
        if (rank(a) < 0 || rank(b) < 0 || (op == '/' && isZero(b))) {
            return null;
        }
        return switch (rank) {
            case INTEGER -> integers(large, op, whole(a), whole(b));
            case SCALED, FRACTION -> like(a, b, rank, ratios(large, op, ratio(a), ratio(b)));
            case SINGLE -> (float) reals(op, real(a), real(b));
            case WIDE -> new QuadValue(reals(op, real(a), real(b)));
            default -> reals(op, real(a), real(b));
        };
    }

    private Object integers(LargeIntegers large, char op, BigInteger a, BigInteger b) {
        return switch (op) {
            case '+' -> small(a.add(b));
            case '-' -> small(a.subtract(b));
            case '*' -> small(large.multiply(a, b));
            default -> number(Ratio.of(large, a, b));
        };
    }

    private static Ratio ratios(LargeIntegers large, char op, Ratio a, Ratio b) {
        return switch (op) {
            case '+' ->
                    Ratio.of(
                            large,
                            large.multiply(a.n(), b.d()).add(large.multiply(b.n(), a.d())),
                            large.multiply(a.d(), b.d()));
            case '-' ->
                    Ratio.of(
                            large,
                            large.multiply(a.n(), b.d()).subtract(large.multiply(b.n(), a.d())),
                            large.multiply(a.d(), b.d()));
            case '*' -> Ratio.of(large, large.multiply(a.n(), b.n()), large.multiply(a.d(), b.d()));
            default -> Ratio.of(large, large.multiply(a.n(), b.d()), large.multiply(a.d(), b.n()));
        };
    }

    private static double reals(char op, double a, double b) {
        return switch (op) {
            case '+' -> a + b;
            case '-' -> a - b;
            case '*' -> a * b;
            default -> a / b;
        };
    }

    boolean isZero(Object value) {
        return switch (value) {
            case Long n -> n == 0;
            case Double d -> d == 0;
            case Float d -> d == 0;
            case QuadValue(var d) -> d == 0;
            case ScaledValue s -> s.numerator().signum() == 0;
            default -> false;
        };
    }

    /// Below, equal, above as -1, 0, 1; 2 with a NaN; null when one is no number.
    @Nullable Integer compare(LargeIntegers large, Object a, Object b) {
        if (rank(a) < 0 || rank(b) < 0) {
            return null;
        }
        if (Math.max(rank(a), rank(b)) >= SINGLE) {
            var x = real(a);
            var y = real(b);
            if (Double.isNaN(x) || Double.isNaN(y)) {
                return 2;
            }
            if (Double.isInfinite(x) || Double.isInfinite(y) || x != y) {
                return x < y ? -1 : x > y ? 1 : 0;
            }
        }
        var x = ratio(a);
        var y = ratio(b);
        return x.isLike(y)
                ? x.n().compareTo(y.n())
                : large.multiply(x.n(), y.d()).compareTo(large.multiply(y.n(), x.d()));
    }

    /// `//` and `\\`, rounding down; null for 0 or no number.
    @Nullable Object floor(LargeIntegers large, Object a, Object b, boolean rest) {
        if (rank(a) < 0 || rank(b) < 0 || isZero(b)) {
            return null;
        }
        var rank = Math.max(rank(a), rank(b));
        if (rank >= SINGLE) {
            var x = real(a);
            var y = real(b);
            var quotient = Math.floor(x / y);
            if (!rest) {
                return Double.isFinite(quotient)
                        ? small(new BigDecimal(quotient).toBigInteger())
                        : null;
            }
            var left = x - quotient * y;
            return like(rank, left);
        }
        var x = ratio(a);
        var y = ratio(b);
        var divisor = large.multiply(x.d(), y.n());
        var parts = large.divide(large.multiply(x.n(), y.d()), divisor);
        var quotient = parts[0];
        if (parts[1].signum() != 0 && parts[1].signum() != divisor.signum()) {
            quotient = quotient.subtract(BigInteger.ONE);
        }
        if (!rest) {
            return small(quotient);
        }
        return arithmetic(
                large,
                '-',
                a,
                java.util.Objects.requireNonNull(arithmetic(large, '*', b, small(quotient))));
    }

    private static Object like(int rank, double value) {
        return rank == SINGLE
                ? (Object) (float) value
                : rank == WIDE ? new QuadValue(value) : (Object) value;
    }

    /// A real of the kind of float that a number is; a double if it is none.
    Object like(Object kind, double value) {
        return like(rank(kind), value);
    }

    /// Towards zero.
    @Nullable Object truncated(LargeIntegers large, Object a) {
        return switch (a) {
            case Double d -> Double.isFinite(d) ? small(new BigDecimal(d).toBigInteger()) : null;
            case Float d -> Float.isFinite(d) ? small(new BigDecimal(d).toBigInteger()) : null;
            case QuadValue(var d) -> truncated(large, d);
            default -> {
                if (rank(a) < 0) {
                    yield null;
                }
                var ratio = ratio(a);
                yield small(large.divide(ratio.n(), ratio.d())[0]);
            }
        };
    }

    int hash(Object a) {
        return switch (a) {
            case Double d when d == Math.rint(d) && Math.abs(d) < 1e18 ->
                    Long.hashCode(d.longValue());
            case Float d -> hash((double) d);
            case QuadValue(var d) -> hash((Object) d);
            case Long n -> Long.hashCode(n);
            case Double d -> d.hashCode();
            case BigInteger n -> n.hashCode();
            default -> Double.hashCode(real(a));
        };
    }
}
