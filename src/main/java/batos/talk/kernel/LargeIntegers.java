package batos.talk.kernel;

import batos.talk.processes.Frame;
import batos.talk.processes.Unwinding;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Arithmetic of integers of any size that an interruption and the step limit reach: numbers larger
/// than [#BLOCK] are taken apart, with a question to the run between the parts whether to go on.
/// Java's own operations, which ask nobody, do the parts.
final class LargeIntegers {
    /// Bits; Java multiplies two integers of this size in about half a millisecond.
    static final int BLOCK = 1 << 16;

    /// Bits: the most that an integer may have.
    private static final long MOST = 1L << 30;

    private static final int SMALL_GCD = 1 << 13;
    private static final int STEPS = 64;
    private static final int WITNESSES = 20;

    private final Frame f;

    LargeIntegers(Frame f) {
        this.f = f;
    }

    private void tick() {
        f.run.spend(f, STEPS);
    }

    private void room(long bits) {
        if (bits > MOST) {
            throw new Unwinding.Killed("memory", bits / 8, MOST / 8);
        }
        if (bits > BLOCK) {
            f.run.reserve(f, bits / 8);
        }
    }

    BigInteger shift(BigInteger value, int by) {
        room((long) value.bitLength() + by);
        return value.shiftLeft(by);
    }

    BigInteger multiply(BigInteger a, BigInteger b) {
        var least = Math.min(a.bitLength(), b.bitLength());
        var most = Math.max(a.bitLength(), b.bitLength());
        if (least <= BLOCK && most <= BLOCK) {
            return a.multiply(b);
        }
        if (least <= 64) {
            tick();
            return a.multiply(b);
        }
        room((long) least + most);
        var product = product(a.abs(), b.abs());
        return a.signum() == b.signum() ? product : product.negate();
    }

    /// Karatsuba's: three products of halves.
    private BigInteger product(BigInteger a, BigInteger b) {
        if (a.bitLength() < b.bitLength()) {
            return product(b, a);
        }
        tick();
        if (a.bitLength() <= BLOCK || b.bitLength() <= 64) {
            return a.multiply(b);
        }
        var half = (a.bitLength() + 1) / 2;
        var high = a.shiftRight(half);
        var low = low(a, half);
        if (b.bitLength() <= half) {
            return product(high, b).shiftLeft(half).add(product(low, b));
        }
        var up = b.shiftRight(half);
        var down = low(b, half);
        var top = product(high, up);
        var bottom = product(low, down);
        var middle = product(high.add(low), up.add(down)).subtract(top).subtract(bottom);
        return top.shiftLeft(half).add(middle).shiftLeft(half).add(bottom);
    }

    private static BigInteger low(BigInteger value, int bits) {
        return value.subtract(value.shiftRight(bits).shiftLeft(bits));
    }

    BigInteger power(BigInteger base, int exponent) {
        if (base.signum() == 0 || base.bitLength() * (long) exponent <= BLOCK) {
            return base.pow(exponent);
        }
        var zeros = base.getLowestSetBit();
        room(zeros * (long) exponent);
        var odd = base.shiftRight(zeros);
        var result = BigInteger.ONE;
        if (!odd.equals(BigInteger.ONE)) {
            for (var bit = 31 - Integer.numberOfLeadingZeros(exponent); bit >= 0; bit--) {
                result = multiply(result, result);
                if ((exponent >> bit & 1) != 0) {
                    result = multiply(result, odd);
                }
            }
        }
        return result.shiftLeft(zeros * exponent);
    }

    /// Quotient, towards zero, and remainder.
    BigInteger[] divide(BigInteger a, BigInteger b) {
        if (a.bitLength() <= 2 * BLOCK || b.bitLength() > a.bitLength()) {
            return a.divideAndRemainder(b);
        }
        var parts = quotient(a.abs(), b.abs());
        if (a.signum() != b.signum()) {
            parts[0] = parts[0].negate();
        }
        if (a.signum() < 0) {
            parts[1] = parts[1].negate();
        }
        return parts;
    }

    private BigInteger[] quotient(BigInteger a, BigInteger b) {
        var size = b.bitLength();
        if (a.bitLength() < size) {
            return new BigInteger[] {BigInteger.ZERO, a};
        }
        if (size <= BLOCK) {
            return byShort(a, b);
        }
        if (a.bitLength() - size <= 512) {
            tick();
            return a.divideAndRemainder(b);
        }
        return byReciprocal(a, b, reciprocal(b));
    }

    private BigInteger[] byShort(BigInteger a, BigInteger b) {
        tick();
        if (a.bitLength() <= 2 * BLOCK) {
            return a.divideAndRemainder(b);
        }
        var half = a.bitLength() / 2;
        var above = byShort(a.shiftRight(half), b);
        var below = byShort(above[1].shiftLeft(half).add(low(a, half)), b);
        return new BigInteger[] {above[0].shiftLeft(half).add(below[0]), below[1]};
    }

    private BigInteger[] byReciprocal(BigInteger a, BigInteger b, BigInteger reciprocal) {
        var size = b.bitLength();
        if (a.bitLength() > 2 * size) {
            var cut = Math.max(size, a.bitLength() - 2 * size);
            var above = byReciprocal(a.shiftRight(cut), b, reciprocal);
            var below = byReciprocal(above[1].shiftLeft(cut).add(low(a, cut)), b, reciprocal);
            return new BigInteger[] {above[0].shiftLeft(cut).add(below[0]), below[1]};
        }
        var quotient = product(a, reciprocal).shiftRight(2 * size);
        var rest = a.subtract(product(quotient, b));
        while (rest.signum() < 0) {
            tick();
            quotient = quotient.subtract(BigInteger.ONE);
            rest = rest.add(b);
        }
        while (rest.compareTo(b) >= 0) {
            tick();
            quotient = quotient.add(BigInteger.ONE);
            rest = rest.subtract(b);
        }
        return new BigInteger[] {quotient, rest};
    }

    /// `2 ** (2 * size) / b` but for a few units, by Newton's iteration from the upper half of b.
    private BigInteger reciprocal(BigInteger b) {
        tick();
        var size = b.bitLength();
        if (size <= BLOCK) {
            return BigInteger.ONE.shiftLeft(2 * size).divide(b);
        }
        var upper = size / 2 + 8;
        var start = reciprocal(b.shiftRight(size - upper)).shiftLeft(size - upper);
        var error = BigInteger.ONE.shiftLeft(2 * size).subtract(product(b, start));
        var step = product(start, error.abs()).shiftRight(2 * size);
        return error.signum() < 0 ? start.subtract(step) : start.add(step);
    }

    /// Euclid's algorithm, until Java's is quick.
    BigInteger gcd(BigInteger a, BigInteger b) {
        var large = a.abs();
        var small = b.abs();
        while (small.bitLength() > SMALL_GCD
                || (small.signum() != 0 && large.bitLength() > SMALL_GCD)) {
            tick();
            var rest = divide(large, small)[1];
            large = small;
            small = rest;
        }
        return large.gcd(small);
    }

    /// The integer part of a square root.
    BigInteger root(BigInteger value) {
        if (value.bitLength() <= BLOCK / 4) {
            return value.sqrt();
        }
        var near = BigInteger.ONE.shiftLeft((value.bitLength() + 1) / 2);
        while (true) {
            tick();
            var next = near.add(divide(value, near)[0]).shiftRight(1);
            if (next.compareTo(near) >= 0) {
                return near;
            }
            near = next;
        }
    }

    /// Miller and Rabin's test; for numbers that are not too large, Java's.
    boolean isPrime(BigInteger value) {
        if (value.bitLength() <= 1024) {
            return value.signum() > 0 && value.isProbablePrime(40);
        }
        if (value.signum() < 0 || !value.testBit(0)) {
            return false;
        }
        var less = value.subtract(BigInteger.ONE);
        var zeros = less.getLowestSetBit();
        var witness = BigInteger.TWO;
        for (var i = 0; i < WITNESSES; i++, witness = witness.nextProbablePrime()) {
            if (!passes(witness, value, less, zeros)) {
                return false;
            }
        }
        return true;
    }

    private boolean passes(BigInteger witness, BigInteger value, BigInteger less, int zeros) {
        var x = BigInteger.ONE;
        for (var bit = less.bitLength() - 1; bit >= 0; bit--) {
            tick();
            if (bit < zeros && (x.equals(less) || (bit == zeros - 1 && x.equals(BigInteger.ONE)))) {
                return true;
            }
            x = divide(multiply(x, x), value)[1];
            if (less.testBit(bit)) {
                x = divide(multiply(x, witness), value)[1];
            }
        }
        return false;
    }

    /// Digits of a radix, in capitals, with a sign.
    String digits(BigInteger value, int radix) {
        if (value.bitLength() <= BLOCK) {
            return value.toString(radix).toUpperCase(java.util.Locale.ROOT);
        }
        var powers = new ArrayList<BigInteger>();
        powers.add(BigInteger.valueOf(radix));
        while (powers.getLast().bitLength() * 2L <= value.bitLength()) {
            powers.add(multiply(powers.getLast(), powers.getLast()));
        }
        var text = new StringBuilder(value.signum() < 0 ? "-" : "");
        digits(value.abs(), radix, powers, powers.size() - 1, false, text);
        return text.toString();
    }

    /// @param level the value is less than the square of that power
    private void digits(
            BigInteger value,
            int radix,
            List<BigInteger> powers,
            int level,
            boolean padded,
            StringBuilder text) {
        tick();
        if (level < 0 || powers.get(level).bitLength() <= BLOCK / 2) {
            var digits = value.toString(radix).toUpperCase(java.util.Locale.ROOT);
            text.repeat('0', padded ? Math.max(0, (1 << (level + 1)) - digits.length()) : 0);
            text.append(digits);
            return;
        }
        var parts = divide(value, powers.get(level));
        if (padded || parts[0].signum() != 0) {
            digits(parts[0], radix, powers, level - 1, padded, text);
            digits(parts[1], radix, powers, level - 1, true, text);
        } else {
            digits(parts[1], radix, powers, level - 1, false, text);
        }
    }
}
