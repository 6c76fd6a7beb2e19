package batos.talk.objects;

import java.math.BigDecimal;
import java.math.BigInteger;

/// A ScaledDecimal: an exact fraction that prints with a fixed number of decimals.
public record ScaledValue(BigInteger numerator, BigInteger denominator, int scale) {
    private static final BigInteger FIVE = BigInteger.valueOf(5);

    public static ScaledValue of(BigInteger numerator, BigInteger denominator, int scale) {
        var divisor = numerator.gcd(denominator);
        if (divisor.signum() == 0 || divisor.equals(BigInteger.ONE)) {
            return new ScaledValue(numerator, denominator, scale);
        }
        return new ScaledValue(numerator.divide(divisor), denominator.divide(divisor), scale);
    }

    /// A decimal's denominator has no factors but 2 and 5: that is quicker than the greatest common
    /// divisor of thousands of digits.
    public static ScaledValue of(BigDecimal value, int scale) {
        if (value.scale() <= 0) {
            return new ScaledValue(value.toBigInteger(), BigInteger.ONE, scale);
        }
        var places = value.scale();
        var numerator = value.unscaledValue();
        if (numerator.signum() == 0) {
            return new ScaledValue(BigInteger.ZERO, BigInteger.ONE, scale);
        }
        var twos = Math.min(places, numerator.getLowestSetBit());
        numerator = numerator.shiftRight(twos);
        var fives = places;
        for (var step = Integer.highestOneBit(places); step > 0; step >>= 1) {
            if (step <= fives && numerator.mod(FIVE).signum() == 0) {
                var parts = numerator.divideAndRemainder(FIVE.pow(step));
                if (parts[1].signum() == 0) {
                    numerator = parts[0];
                    fives -= step;
                }
            }
        }
        return new ScaledValue(numerator, FIVE.pow(fives).shiftLeft(places - twos), scale);
    }
}
