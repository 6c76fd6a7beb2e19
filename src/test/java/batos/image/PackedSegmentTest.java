package batos.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import batos.nerve.Pulses;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Complete segments of the journal are packed, and read as if they were not.
final class PackedSegmentTest extends Notes {
    private static final int COMMITS = 60;
    private static final ImageLimits LIMITS =
            new ImageLimits(
                    300 << 10,
                    64 << 20,
                    1 << 20,
                    1 << 20,
                    16 << 10,
                    1 << 20,
                    1 << 20,
                    LivingImageTest.keeping(1_000_000));

    @TempDir Path folder;

    private static LivingImage open(Path home) {
        var clock = InstantSource.system();
        return LivingImage.open(home, LIMITS, clock, new Pulses(clock));
    }

    private static Cause cause(Image image, String line) {
        return new Cause(Author.ARCHITECT, line, image.now().number());
    }

    private static String value(int i) {
        var random = new Random(i);
        var text = new StringBuilder();
        while (text.length() < 10_000) {
            text.append("line ").append(random.nextInt(100_000)).append(" of note ").append(i);
        }
        return text.toString();
    }

    private static void fill(Image image) {
        for (int i = 1; i <= COMMITS; i++) {
            var note = note("n" + i % 7, value(i));
            image.update(cause(image, "put " + i), change -> change.put(note));
        }
    }

    private static List<Path> segments(Path home) throws IOException {
        try (var files = Files.list(home.resolve("journal"))) {
            return files.filter(file -> file.toString().endsWith(".log")).sorted().toList();
        }
    }

    private static boolean isPacked(Path segment) throws IOException {
        try (var file = new RandomAccessFile(segment.toFile(), "r")) {
            file.seek(8);
            return file.readInt() == PackedSegment.FORMAT;
        }
    }

    private static long bytes(Path home) throws IOException {
        long bytes = 0;
        for (var segment : segments(home)) {
            bytes += Files.size(segment);
        }
        return bytes;
    }

    /// A home with packed segments.
    private Path packed() throws IOException {
        var home = folder.resolve("home");
        try (var image = open(home)) {
            fill(image);
            image.compact(cause(image, "compact"), false);
        }
        return home;
    }

    private static void holdsItsPast(Image image) {
        for (int i = 1; i <= COMMITS; i++) {
            assertEquals(value(i), text(image.at(i), "n" + i % 7), "commit " + i);
        }
        assertEquals(COMMITS, image.log(1000).stream().filter(c -> c.number() <= COMMITS).count());
        assertEquals(List.of(), image.verify());
    }

    @Test
    void itsPastIsReadUndoneAndVerified() throws IOException {
        var home = folder.resolve("home");
        try (var image = open(home)) {
            fill(image);
            image.compact(cause(image, "compact"), false);
            assertTrue(bytes(home) < COMMITS * 10_000L / 2, "" + bytes(home));
            holdsItsPast(image);
        }
        try (var image = open(home)) {
            holdsItsPast(image);
            image.restore("30", cause(image, "restore 30"));
            assertEquals(value(30), text(image.now(), "n2"));
            assertEquals(value(24), text(image.now(), "n3"));
        }
    }

    @Test
    void isPackedByItselfWhenItIsComplete() throws Exception {
        var home = folder.resolve("home");
        try (var image = open(home)) {
            fill(image);
            var complete = segments(home);
            assertTrue(complete.size() > 2, complete::toString);
            for (var segment : complete.subList(0, complete.size() - 1)) {
                Patience.until(segment + " is packed", () -> isPacked(segment));
            }
            assertTrue(!isPacked(complete.getLast()));
            holdsItsPast(image);
        }
    }

    @Test
    void aLongLastSegmentIsPackedAtClosing() throws Exception {
        var home = folder.resolve("home");
        try (var image = open(home)) {
            fill(image);
            var before = segments(home).size();
            for (int i = 0, more = 0; more < 8; i++) {
                var note = note("n" + i % 7, value(COMMITS + i));
                image.update(cause(image, "more " + i), change -> change.put(note));
                more += segments(home).size() > before ? 1 : 0;
            }
        }
        var segments = segments(home);
        assertEquals(Segment.HEADER, Files.size(segments.getLast()));
        assertTrue(isPacked(segments.get(segments.size() - 2)), segments::toString);
        try (var image = open(home)) {
            assertEquals("", image.opened().line());
            holdsItsPast(image);
            image.update(cause(image, "on"), change -> change.put(note("on", "on")));
        }
        try (var image = open(home)) {
            assertEquals("on", text(image.now(), "on"));
            holdsItsPast(image);
        }
    }

    @Test
    void aHeapIsRebuiltFromIt() throws IOException {
        var home = packed();
        forgetHeap(home);
        Files.createFile(segments(home).getFirst().resolveSibling("left.log.new"));
        try (var image = open(home)) {
            assertTrue(image.opened().line().contains("rebuilt"), image.opened().line());
            holdsItsPast(image);
        }
    }

    private static void forgetHeap(Path home) throws IOException {
        Files.delete(home.resolve("checkpoint"));
        try (var files = Files.list(home.resolve("heap"))) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        try (var files = Files.list(home.resolve("base"))) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void anySingleFlippedBitInItIsMended() throws IOException {
        var original = segments(packed()).get(1);
        var bytes = Files.readAllBytes(original);
        var random = new Random(5);
        var whole = contents(original);
        for (int i = 0; i < 60; i++) {
            var end = i < 25 ? PackedSegment.HEADER + 40 : bytes.length;
            var copy = folder.resolve("flipped.log");
            var flipped = bytes.clone();
            flipped[random.nextInt(end)] ^= (byte) (1 << random.nextInt(8));
            Files.write(copy, flipped);
            assertEquals(whole, contents(copy), "round " + i);
        }
    }

    /// Number and root of each commit in a segment.
    private static TreeMap<Long, RootHash> contents(Path path) throws IOException {
        var contents = new TreeMap<Long, RootHash>();
        try (var segment = Segment.open(path)) {
            assertEquals(-1, segment.firstDamage(segment.length()));
            for (var at = (long) Segment.HEADER; at < segment.length(); ) {
                var frame = segment.frame(at);
                var entry = segment.entry(frame);
                contents.put(entry.number(), entry.root());
                at = frame.next();
            }
        }
        return contents;
    }

    @Test
    void aDamagedBlockIsNamedAndCutOffWithWhatFollows() throws IOException {
        var home = packed();
        forgetHeap(home);
        var segment = segments(home).get(1);
        var length = Files.size(segment);
        try (var file = new RandomAccessFile(segment.toFile(), "rw")) {
            file.seek(length - 2000);
            file.write(new byte[500]);
        }
        var before = Files.readAllBytes(segment);
        long left;
        try (var image = open(home)) {
            assertInstanceOf(OpenOutcome.Damage.class, image.opened());
            assertTrue(
                    image.opened().line().contains(segment.getFileName().toString()),
                    image.opened().line());
            left = image.now().number();
            image.truncate();
            image.update(cause(image, "on"), change -> change.put(note("on", "1")));
        }
        assertTrue(left >= 10 && left < COMMITS, "left " + left);
        try (var image = open(home)) {
            assertEquals("1", text(image.now(), "on"));
            assertEquals(value((int) left), text(image.now(), "n" + left % 7));
            assertEquals(List.of(), image.verify());
        }
        var aside = segment.resolveSibling(segment.getFileName() + ".1.damaged");
        assertArrayEquals(before, Files.readAllBytes(aside));
    }

    @Test
    void isNotPackedWhereARecordIsDamaged() throws IOException {
        var home = folder.resolve("home");
        var damaged = new ArrayList<Path>();
        try (var image = open(home)) {
            fill(image);
        }
        for (var segment : segments(home)) {
            if (!isPacked(segment)) {
                try (var file = new RandomAccessFile(segment.toFile(), "rw")) {
                    file.seek(Segment.HEADER + 5000);
                    file.write(new byte[100]);
                }
                damaged.add(segment);
            }
        }
        for (var path : damaged) {
            var before = Files.readAllBytes(path);
            try (var segment = Segment.open(path)) {
                segment.pack(new BackgroundThrottle(false));
                assertTrue(!segment.isPacked());
            }
            assertTrue(Arrays.equals(before, Files.readAllBytes(path)));
        }
        assertTrue(!damaged.isEmpty());
    }

    @Test
    void anEvenLaterFormIsRefusedByName() throws IOException {
        var home = packed();
        var path = segments(home).getFirst();
        var bytes = Files.readAllBytes(path);
        ByteBuffer.wrap(bytes).putInt(8, 3).putInt(12, 77);
        Files.write(path, bytes);
        var fault = assertThrows(ImageFault.class, () -> Segment.open(path));
        assertTrue(fault.getMessage().contains("has format 3"), fault.getMessage());
    }
}
