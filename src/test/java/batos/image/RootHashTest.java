package batos.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A root is a number modulo 2^256.
class RootHashTest {
    private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

    @Test
    void sumsAndDifferencesCarryThroughAllWords() {
        var random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            var a = root(random);
            var b = root(random);
            assertEquals(number(a).add(number(b)).mod(MODULUS), number(a.plus(b)));
            assertEquals(number(a).subtract(number(b)).mod(MODULUS), number(a.minus(b)));
        }
    }

    private static RootHash root(Random random) {
        return new RootHash(word(random), word(random), word(random), word(random));
    }

    /// Often one of those next to a carry.
    private static long word(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> 0;
            case 1 -> -1;
            case 2 -> Long.MIN_VALUE;
            case 3 -> 1;
            default -> random.nextLong();
        };
    }

    private static BigInteger number(RootHash root) {
        return new BigInteger(root.toString(), 16);
    }
}
