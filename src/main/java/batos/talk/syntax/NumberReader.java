package batos.talk.syntax;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// Numbers as the language writes them: `42 -7 16r1F 1e3 3.25 1.5e-3 2.5q 1.50s2`.
public final class NumberReader {
    /// Exponents beyond this are refused: the literal would not fit a sensible memory.
    private static final int LARGEST_EXPONENT = 100_000;

    /// So many digits are read by Java at once.
    private static final int AT_ONCE = 4_000;

    private static final Pattern DECIMAL =
            Pattern.compile("(-?\\d[\\d_]*)(\\.\\d[\\d_]*)?(?:([edq])([-+]?\\d+)?)?(s\\d*)?");
    private static final Pattern RADIX =
            Pattern.compile("(-?)(\\d{1,2})r(-?)([0-9A-Z_]+)(\\.[0-9A-Z]+)?(?:e(-?\\d+))?");

    private NumberReader() {}

    /// The end of the number that starts at the offset.
    static int end(String source, int start) {
        for (var pattern : new Pattern[] {RADIX, DECIMAL}) {
            var matcher = pattern.matcher(source).region(start, source.length());
            if (matcher.lookingAt()) {
                return matcher.end();
            }
        }
        return start + 1;
    }

    /// @throws NumberFormatException with a message to show
    public static Literal read(String text) {
        var radix = RADIX.matcher(text);
        if (radix.matches()) {
            return radix(
                    !radix.group(1).equals(radix.group(3)),
                    Integer.parseInt(radix.group(2)),
                    radix.group(4).replace("_", ""),
                    radix.group(5),
                    radix.group(6));
        }
        var decimal = DECIMAL.matcher(text);
        if (!decimal.matches()) {
            throw new NumberFormatException("no number: " + text);
        }
        var whole = decimal.group(1).replace("_", "");
        var fraction = decimal.group(2);
        var exponent = exponent(decimal.group(4));
        var scale = decimal.group(5);
        if (scale != null) {
            var behind = fraction == null ? "" : fraction.substring(1).replace("_", "");
            var digits =
                    scale.length() > 1 ? Integer.parseInt(scale.substring(1)) : behind.length();
            var value = new BigDecimal(whole(whole + behind, 10), behind.length() - exponent);
            return new Literal.Scaled(value.scale() < 0 ? value.setScale(0) : value, digits);
        }
        if (fraction == null && exponent >= 0 && !isFloatKind(decimal.group(3))) {
            return new Literal.Whole(whole(whole, 10).multiply(BigInteger.TEN.pow(exponent)));
        }
        var digits = whole + (fraction == null ? "" : fraction.replace("_", ""));
        return new Literal.Real(
                Double.parseDouble(digits + "e" + exponent), kind(decimal.group(3)));
    }

    /// As Java reads it. The time that Java takes grows with the square of the length; a long text
    /// is read in pieces, and may be stopped between two of them.
    private static BigInteger whole(String digits, int radix) {
        if (digits.length() <= AT_ONCE) {
            return new BigInteger(digits, radix);
        }
        var powers = new ArrayList<BigInteger>();
        powers.add(BigInteger.valueOf(radix).pow(AT_ONCE));
        while (AT_ONCE << powers.size() < digits.length()) {
            ReadingBudget.check();
            powers.add(powers.getLast().multiply(powers.getLast()));
        }
        var sign = digits.startsWith("-") ? 1 : 0;
        var value = whole(digits.substring(sign), radix, powers, powers.size() - 1);
        return sign == 1 ? value.negate() : value;
    }

    private static BigInteger whole(String digits, int radix, List<BigInteger> powers, int level) {
        ReadingBudget.check();
        if (digits.length() <= AT_ONCE) {
            return new BigInteger(digits, radix);
        }
        var cut = digits.length() - (AT_ONCE << level);
        return cut <= 0
                ? whole(digits, radix, powers, level - 1)
                : whole(digits.substring(0, cut), radix, powers, level - 1)
                        .multiply(powers.get(level))
                        .add(whole(digits.substring(cut), radix, powers, level - 1));
    }

    private static boolean isFloatKind(@org.jspecify.annotations.Nullable String letter) {
        return letter != null && !letter.equals("e");
    }

    private static char kind(@org.jspecify.annotations.Nullable String letter) {
        return letter == null ? 'd' : letter.charAt(0);
    }

    private static int exponent(@org.jspecify.annotations.Nullable String digits) {
        if (digits == null) {
            return 0;
        }
        var value = new BigInteger(digits.startsWith("+") ? digits.substring(1) : digits);
        if (value.bitLength() > 31 || Math.abs(value.longValue()) > LARGEST_EXPONENT) {
            throw new NumberFormatException("an exponent beyond " + LARGEST_EXPONENT);
        }
        return value.intValue();
    }

    private static Literal radix(
            boolean negative,
            int radix,
            String digits,
            @org.jspecify.annotations.Nullable String fraction,
            @org.jspecify.annotations.Nullable String exponentDigits) {
        if (radix < 2 || radix > 36) {
            throw new NumberFormatException("a radix from 2 to 36 is expected, not " + radix);
        }
        var exponent = exponent(exponentDigits);
        var all = fraction == null ? digits : digits + fraction.substring(1);
        BigInteger value;
        try {
            value = whole(all.toLowerCase(Locale.ROOT), radix);
        } catch (NumberFormatException e) {
            throw new NumberFormatException(digits + " is no number in radix " + radix);
        }
        value = negative ? value.negate() : value;
        if (fraction != null || exponent < 0) {
            var places = (fraction == null ? 0 : fraction.length() - 1) - exponent;
            return new Literal.Real(value.doubleValue() / Math.pow(radix, places), 'd');
        }
        return new Literal.Whole(value.multiply(BigInteger.valueOf(radix).pow(exponent)));
    }
}
