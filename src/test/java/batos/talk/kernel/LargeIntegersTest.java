package batos.talk.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import batos.talk.objects.Nil;
import batos.talk.objects.Universe;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// Beside Java's own arithmetic, at sizes around and far above that of a block: more of them with
/// `-Dbatos.whole=true`.
class LargeIntegersTest {
    private static final int ROUNDS = Boolean.getBoolean("batos.whole") ? 10 : 4;

    private final LargeIntegers large = new LargeIntegers(new Universe().idle.bottom(Nil.NIL));
    private final Random random = new Random(6);

    private BigInteger any() {
        var bits =
                switch (random.nextInt(4)) {
                    case 0 -> random.nextInt(200);
                    case 1 -> LargeIntegers.BLOCK - 2 + random.nextInt(4);
                    case 2 -> random.nextInt(4 * LargeIntegers.BLOCK);
                    default -> random.nextInt(12 * LargeIntegers.BLOCK);
                };
        var value = new BigInteger(bits + 1, random);
        var shaped =
                random.nextInt(8) == 0 ? value.shiftRight(bits / 2).shiftLeft(bits / 2) : value;
        return random.nextBoolean() ? shaped.negate() : shaped;
    }

    @Nested
    class OfAnySize {
        @Test
        void aProductIsJavas() {
            for (var i = 0; i < 6 * ROUNDS; i++) {
                var a = any();
                var b = any();
                assertEquals(a.multiply(b), large.multiply(a, b));
            }
        }

        @Test
        void quotientAndRemainderAreJavas() {
            for (var i = 0; i < 6 * ROUNDS; i++) {
                var a = any().multiply(random.nextBoolean() ? any() : BigInteger.ONE);
                var b = any().add(BigInteger.ONE);
                if (b.signum() != 0) {
                    var expected = a.divideAndRemainder(b);
                    var actual = large.divide(a, b);
                    assertEquals(expected[0], actual[0]);
                    assertEquals(expected[1], actual[1]);
                }
            }
        }

        @Test
        void digitsReadBack() {
            for (var i = 0; i < 2 * ROUNDS; i++) {
                var value = any();
                var radix = 2 + random.nextInt(35);
                assertEquals(
                        value.toString(radix).toUpperCase(java.util.Locale.ROOT),
                        large.digits(value, radix));
            }
            var round = BigInteger.TEN.pow(100_000);
            assertEquals("1" + "0".repeat(100_000), large.digits(round, 10));
        }

        @Test
        void powersRootsAndDivisorsAreJavas() {
            for (var i = 0; i < ROUNDS; i++) {
                var base =
                        new BigInteger(1 + random.nextInt(5_000), random)
                                .shiftLeft(random.nextInt(9));
                assertEquals(base.pow(60), large.power(base, 60));
                var value = any().abs();
                assertEquals(value.sqrt(), large.root(value));
                var common = new BigInteger(20_000, random);
                var a = common.multiply(new BigInteger(9_000, random));
                var b = common.multiply(new BigInteger(40_000, random));
                assertEquals(a.gcd(b), large.gcd(a.negate(), b));
            }
        }
    }

    @Test
    void primesBeyondJavasTestAreFound() {
        var prime = BigInteger.TWO.pow(2203).subtract(BigInteger.ONE);
        assertEquals(true, large.isPrime(prime));
        assertEquals(false, large.isPrime(prime.multiply(BigInteger.valueOf(3))));
        assertEquals(false, large.isPrime(BigInteger.TWO.pow(2205).subtract(BigInteger.ONE)));
    }
}
