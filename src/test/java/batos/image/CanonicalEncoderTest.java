package batos.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;
import org.junit.jupiter.api.Test;

/// Content is hashed from bytes in one order of keys, however it came by them.
class CanonicalEncoderTest {
    private static final List<String> KEYS =
            List.of("a", "b", "ab", "asked", "z", "Z", "_", "", "ß", "\uD83D\uDE00", "\uFFFD");

    @Test
    void sortingBytesIsSortingWhatTheyMean() {
        var quick = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            var keys = random.nextInt(3) == 0 ? KEYS.size() : 7;
            var form =
                    new Form(
                            "kind",
                            1,
                            random.nextBoolean() ? "name" : null,
                            slots(random, keys, 0));
            var code = FormCodec.encode(form);
            assertEquals(form, FormCodec.decode(code));
            assertArrayEquals(FormCodec.slowly(code), FormCodec.canonical(code), "seed " + seed);
            quick += code[0] == FormCodec.AS_WRITTEN && CanonicalEncoder.of(code) != null ? 1 : 0;
        }
        assertTrue(quick > 1000, quick + " were done from their bytes");
    }

    /// Damaged bytes are damage here too, never another exception or an endless walk.
    @Test
    void hostileBytesAreDamage() {
        var damaged = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            var random = new Random(seed);
            var code = FormCodec.encode(new Form("kind", 1, null, slots(random, 7, 0)));
            for (int i = random.nextInt(1, 4); i > 0; i--) {
                code[random.nextInt(code.length)] ^= (byte) (1 << random.nextInt(8));
            }
            try {
                FormCodec.canonical(code);
                var clean = FormCodec.encode(FormCodec.decode(code));
                assertArrayEquals(FormCodec.slowly(clean), FormCodec.canonical(clean));
            } catch (DamagedData e) {
                damaged++;
            }
        }
        assertTrue(damaged > 1000, damaged + " were damaged");
    }

    private static SequencedMap<String, Datum> slots(Random random, int keys, int depth) {
        var slots = new LinkedHashMap<String, Datum>();
        for (int i = random.nextInt(12); i > 0; i--) {
            slots.put(KEYS.get(random.nextInt(keys)), datum(random, keys, depth));
        }
        return slots;
    }

    private static Datum datum(Random random, int keys, int depth) {
        return switch (random.nextInt(depth > 3 ? 7 : 10)) {
            case 0 -> Datum.NOTHING;
            case 1 -> new Datum.Truth(random.nextBoolean());
            case 2 -> new Datum.Whole(random.nextLong());
            case 3 -> new Datum.Real(random.nextDouble());
            case 4 -> new Datum.Text("x".repeat(random.nextInt(200)));
            case 5 -> new Datum.Ref(new Oid(random.nextLong()));
            case 6 -> new Datum.Big(java.math.BigInteger.valueOf(random.nextLong()));
            case 7 -> {
                var items = new ArrayList<Datum>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    items.add(datum(random, keys, depth + 1));
                }
                yield new Datum.Many(items);
            }
            default -> new Datum.Slots(slots(random, keys, depth + 1));
        };
    }
}
