package batos.talk.kernel;

import batos.talk.objects.ScaledValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;

/// Numbers as text.
public final class NumberText {
    private NumberText() {}

    /// How many characters a small integer is written with.
    static int length(long n) {
        var length = n < 0 ? 2 : 1;
        for (var rest = n / 10; rest != 0; rest /= 10) {
            length++;
        }
        return length;
    }

    /// Writes a small integer in front of that place.
    static void write(long n, int[] points, int end) {
        var at = end;
        var rest = n;
        do {
            points[--at] = (int) ('0' + Math.abs(rest % 10));
            rest /= 10;
        } while (rest != 0);
        if (n < 0) {
            points[--at] = '-';
        }
    }

    static String integer(LargeIntegers large, Object value, int radix) {
        return value instanceof BigInteger big
                ? large.digits(big, radix)
                : Long.toString((Long) value, radix).toUpperCase(Locale.ROOT);
    }

    /// Cut off behind the decimals that its scale asks for.
    static String scaled(LargeIntegers large, ScaledValue value) {
        var shifted =
                large.multiply(value.numerator().abs(), large.power(BigInteger.TEN, value.scale()));
        var whole = large.divide(shifted, value.denominator())[0];
        var text = new StringBuilder(large.digits(whole, 10));
        if (text.length() <= value.scale()) {
            text.insert(0, "0".repeat(value.scale() + 1 - text.length()));
        }
        if (value.scale() > 0) {
            text.insert(text.length() - value.scale(), '.');
        }
        return text.insert(0, value.numerator().signum() < 0 && whole.signum() != 0 ? "-" : "")
                .append('s')
                .append(value.scale())
                .toString();
    }

    /// The shortest digits that read back the same; with an exponent when the binary one exceeds
    /// the precision, as GNU Smalltalk prints.
    public static String real(double value) {
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
