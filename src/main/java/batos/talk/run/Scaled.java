package batos.talk.run;

import java.math.BigInteger;

/// A ScaledDecimal: an exact fraction that prints with a fixed number of decimals.
public record Scaled(BigInteger numerator, BigInteger denominator, int scale) {
    public static Scaled of(BigInteger numerator, BigInteger denominator, int scale) {
        var divisor = numerator.gcd(denominator);
        if (divisor.signum() == 0 || divisor.equals(BigInteger.ONE)) {
            return new Scaled(numerator, denominator, scale);
        }
        return new Scaled(numerator.divide(divisor), denominator.divide(divisor), scale);
    }
}
