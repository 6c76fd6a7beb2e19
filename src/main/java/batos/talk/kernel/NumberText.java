package batos.talk.kernel;

import batos.talk.run.Scaled;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;

/// Numbers as text.
final class NumberText {
    private NumberText() {}

    static String integer(Object value, int radix) {
        var text =
                value instanceof Long n
                        ? Long.toString(n, radix)
                        : ((BigInteger) value).toString(radix);
        return text.toUpperCase(Locale.ROOT);
    }

    static String scaled(Scaled value) {
        var digits =
                new BigDecimal(value.numerator())
                        .divide(
                                new BigDecimal(value.denominator()),
                                value.scale(),
                                RoundingMode.DOWN);
        return digits.toPlainString() + "s" + value.scale();
    }

    /// The shortest digits that read back the same; with an exponent when the binary one exceeds
    /// the precision, as GNU Smalltalk prints.
    static String real(double value) {
        return real(value, Double.toString(value), 53, "d");
    }

    static String wide(double value) {
        return real(value, Double.toString(value), 53, "q");
    }

    static String single(float value) {
        return real(value, Float.toString(value), 24, "e");
    }

    private static String real(double value, String shortest, int precision, String letter) {
        if (Double.isNaN(value)) {
            return "NaN";
        }
        if (Double.isInfinite(value)) {
            return value > 0 ? "Inf" : "-Inf";
        }
        if (value == 0) {
            return shortest;
        }
        var digits = new BigDecimal(shortest);
        if (Math.abs(Math.getExponent(value)) <= precision) {
            var plain = digits.toPlainString();
            if (plain.indexOf('.') < 0) {
                return plain + ".0";
            }
            return plain;
        }
        var stripped = digits.stripTrailingZeros();
        var unscaled = stripped.unscaledValue().abs().toString();
        var exponent = unscaled.length() - 1 - stripped.scale();
        return (value < 0 ? "-" : "")
                + unscaled.charAt(0)
                + "."
                + (unscaled.length() > 1 ? unscaled.substring(1) : "0")
                + letter
                + exponent;
    }
}
