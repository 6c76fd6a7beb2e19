package batos.talk.objects;

import java.math.BigInteger;

/// A ScaledDecimal: an exact fraction that prints with a fixed number of decimals.
public record ScaledValue(BigInteger numerator, BigInteger denominator, int scale) {
    public static ScaledValue of(BigInteger numerator, BigInteger denominator, int scale) {
        var divisor = numerator.gcd(denominator);
        if (divisor.signum() == 0 || divisor.equals(BigInteger.ONE)) {
            return new ScaledValue(numerator, denominator, scale);
        }
        return new ScaledValue(numerator.divide(divisor), denominator.divide(divisor), scale);
    }
}
