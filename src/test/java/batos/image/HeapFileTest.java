package batos.image;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A heap file holds exactly what was put into it, to its last free place and when there is none.
class HeapFileTest {
    @TempDir Path folder;

    @Test
    void aFullFileLosesNothing() throws IOException {
        var full = 0;
        for (int seed = 0; seed < 60; seed++) {
            var random = new Random(seed);
            var path = folder.resolve(seed + ".map");
            var expected = new HashMap<Long, byte[]>();
            var file = HeapFile.create(path, CellSizes.alike(256 << random.nextInt(3), 128));
            full += fill(file, expected, random) ? 1 : 0;
            holds(expected, file, seed);
            file.close();
            var again = HeapFile.open(path);
            holds(expected, again, seed);
            again.close();
        }
        assertTrue(full > 10, full + " of 60 files came to be full");
    }

    @Test
    void aFileMadeForManyCellsTakesThemAndLittleMoreSpace() throws IOException {
        var random = new Random(1);
        var cells = new CellSizes.Sum();
        var lengths = new int[120_000];
        for (int i = 0; i < lengths.length; i++) {
            lengths[i] = random.nextInt(100) == 0 ? 2_000 : 60 + random.nextInt(100);
            cells.add(lengths[i]);
        }
        var file = HeapFile.create(folder.resolve("fitting.map"), cells.sizes());
        var made = file.used();
        var content = 0L;
        for (int i = 0; i < lengths.length; i++) {
            file.put(i + 1, new byte[lengths[i]]);
            content += lengths[i] + Long.BYTES;
        }
        assertEquals(made, file.used(), "a part of it overflowed");
        assertTrue(made < content * 1.35, made + " for " + content);
        var count = new long[1];
        file.lengths(length -> count[0]++);
        assertEquals(lengths.length, count[0]);
        file.close();
    }

    @Test
    void theOrderOfPuttingIsThatOfTheFile() throws IOException {
        var file = HeapFile.create(folder.resolve("order.map"), CellSizes.alike(50_000, 128));
        for (long key = 1; key <= 10_000; key++) {
            file.put(key, new byte[] {1});
        }
        var found = new ArrayList<Integer>();
        file.each((key, cell) -> found.add(file.segment(key)));
        assertEquals(found.stream().sorted().toList(), found);
        assertTrue(found.getLast() > 0, "one segment only");
        file.close();
    }

    @Test
    void whatIsDroppedFromMemoryIsReadAndWrittenAgain() throws IOException {
        var path = folder.resolve("pages.map");
        var file = HeapFile.create(path, CellSizes.alike(100_000, 128));
        for (int round = 1; round <= 3; round++) {
            for (long key = 1; key <= 40_000; key++) {
                file.put(key, ("round " + round + ", " + key).getBytes(UTF_8));
            }
            assertTrue(mapped(path) > 1 << 20, "mapped " + mapped(path));
            FilePages.drop(folder);
            assertEquals(0, mapped(path));
            for (long key = 1; key <= 40_000; key++) {
                assertEquals("round " + round + ", " + key, new String(file.get(key), UTF_8));
            }
        }
        file.close();
        var again = HeapFile.open(path);
        assertEquals("round 3, 77", new String(again.get(77), UTF_8));
        again.close();
    }

    /// Bytes of a file that are resident in this process.
    private static long mapped(Path path) throws IOException {
        var lines = Files.readAllLines(Path.of("/proc/self/smaps"));
        long bytes = 0;
        for (int i = 0; i < lines.size(); i++) {
            for (; lines.get(i).endsWith(path.toString()); i++) {
                while (!lines.get(i).startsWith("Rss:")) {
                    i++;
                }
                bytes += Long.parseLong(lines.get(i).replaceAll("\\D", "")) << 10;
            }
        }
        return bytes;
    }

    @Test
    void aTooLargeEntryIsRefusedAndTheRestStays() throws IOException {
        var file = HeapFile.create(folder.resolve("large.map"), CellSizes.alike(256, 128));
        var expected = new HashMap<Long, byte[]>();
        for (long key = 0; key < 100; key++) {
            expected.put(key, new byte[(int) key + 1]);
            file.put(key, new byte[(int) key + 1]);
        }
        for (var key : new long[] {0, 50, 100}) {
            for (var length = 40_000; length < 60_000; length += 997) {
                var size = length;
                try {
                    file.put(key, new byte[size]);
                    expected.put(key, new byte[size]);
                } catch (HeapFile.Full full) {
                    holds(expected, file, size);
                }
            }
        }
        assertThrows(HeapFile.Full.class, () -> file.put(1, new byte[1 << 20]));
        holds(expected, file, 0);
        file.close();
    }

    /// The library would wait a minute for a process that is no more.
    @Test
    @Timeout(600)
    void aScanThatWasKilledIsDoneAgain() throws IOException {
        var path = folder.resolve("scanned.map");
        var file = HeapFile.create(path, CellSizes.alike(256, 128));
        var expected = new HashMap<Long, byte[]>();
        for (long key = 0; key < 100; key++) {
            expected.put(key, new byte[] {(byte) key});
            file.put(key, new byte[] {(byte) key});
        }
        file.close();
        try (var bytes = new RandomAccessFile(path.toFile(), "rw")) {
            bytes.seek(11);
            var octet = bytes.read();
            bytes.seek(11);
            bytes.write(octet | 0x80);
        }
        var again = HeapFile.recover(path);
        holds(expected, again, 0);
        again.close();
    }

    /// Whether the file came to be full.
    private static boolean fill(HeapFile file, Map<Long, byte[]> expected, Random random) {
        var keys = new ArrayList<Long>();
        for (int i = random.nextInt(200, 4000); i > 0; i--) {
            long key;
            if (!keys.isEmpty() && random.nextBoolean()) {
                key = keys.get(random.nextInt(keys.size()));
            } else {
                key = random.nextBoolean() ? random.nextLong() : random.nextInt(5000);
                keys.add(key);
            }
            if (random.nextInt(10) == 0) {
                file.remove(key);
                expected.remove(key);
                continue;
            }
            var value = new byte[random.nextInt(1, random.nextInt(20) == 0 ? 4096 : 200)];
            random.nextBytes(value);
            try {
                file.put(key, value);
                expected.put(key, value);
            } catch (HeapFile.Full full) {
                return true;
            }
        }
        return false;
    }

    static void holds(Map<Long, byte[]> expected, HeapFile file, int seed) {
        var seen = new HashMap<Long, byte[]>();
        file.each((key, value) -> assertNull(seen.put(key, value), "twice in file " + seed));
        assertEquals(expected.keySet(), seen.keySet(), "file " + seed);
        expected.forEach((key, value) -> {
            assertArrayEquals(value, seen.get(key), "file " + seed);
            assertArrayEquals(value, file.get(key), "file " + seed);
        });
    }
}
