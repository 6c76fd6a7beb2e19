package batos.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.nerve.Pulses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The next segment of the journal is made ahead, and leaves nothing behind.
@Timeout(120)
class SpareSegmentTest {
    private static final int LENGTH = 4 << 20;
    private static final int COMMITS = 100;
    private static final byte[] HEADER = {1, 2, 3};

    @TempDir Path folder;

    @Test
    void becomesASegmentOfZerosBehindTheHeader() throws Exception {
        var spare = new SpareSegment(folder.resolve("spare"), LENGTH, Disk.REAL);
        var segment = folder.resolve("1.log");
        assertEquals(LENGTH, made(spare, segment));
        var expected = Arrays.copyOf(HEADER, LENGTH);
        assertArrayEquals(expected, Files.readAllBytes(segment));
        assertFalse(Files.exists(folder.resolve("spare")));
        spare.close();
        assertTrue(Files.exists(segment));
    }

    @Test
    void isThereOnceMore() throws Exception {
        var spare = new SpareSegment(folder.resolve("spare"), LENGTH, Disk.REAL);
        assertEquals(LENGTH, made(spare, folder.resolve("1.log")));
        assertEquals(LENGTH, made(spare, folder.resolve("2.log")));
        spare.close();
    }

    @Test
    void isDeletedAtClosing() throws Exception {
        var spare = new SpareSegment(folder.resolve("spare"), LENGTH, Disk.REAL);
        spare.become(folder.resolve("1.log"), HEADER);
        spare.prepare(LENGTH - 1);
        spare.close();
        assertFalse(Files.exists(folder.resolve("spare")));
    }

    private static long made(SpareSegment spare, Path segment) throws Exception {
        while (true) {
            var length = spare.become(segment, HEADER);
            if (length > 0) {
                return length;
            }
            spare.prepare(LENGTH - 1);
            Thread.sleep(5);
        }
    }

    /// A kill may leave one; what is in it means nothing.
    @Test
    void isDeletedWhenAKillLeftIt() throws IOException {
        put("a");
        var left = folder.resolve("journal/spare");
        Files.write(left, new byte[] {5, 5, 5});
        put("b");
        assertFalse(Files.exists(left));
        try (var image = open()) {
            assertEquals(List.of(), image.verify());
            assertEquals("a b", Notes.text(image.now(), "a") + " " + Notes.text(image.now(), "b"));
        }
    }

    /// Segments that were spares before hold every commit after a kill, zeros at their end or not.
    @Test
    void holdsDenseCommitsAfterAKill() throws IOException {
        var killed = folder.resolve("killed");
        var home = folder.resolve("home");
        try (var image = LivingImage.open(home, LIMITS, CLOCK, new Pulses(CLOCK))) {
            var text = "dense ".repeat(2_000);
            for (int i = 0; i < COMMITS; i++) {
                var name = "n" + i;
                image.update(
                        new Cause(Author.ARCHITECT, name, 0),
                        change -> {
                            for (int j = 0; j < 10; j++) {
                                change.put(Notes.note(name + j, text));
                            }
                        });
            }
            copy(home.resolve("journal"), killed.resolve("journal"));
            Files.copy(home.resolve("identity"), killed.resolve("identity"));
        }
        try (var image = LivingImage.open(killed, LIMITS, CLOCK, new Pulses(CLOCK))) {
            assertEquals(COMMITS, image.now().number());
            assertEquals(List.of(), image.verify());
        }
    }

    private static final InstantSource CLOCK = InstantSource.system();
    private static final ImageLimits LIMITS =
            new ImageLimits(
                    LENGTH,
                    64 << 20,
                    16 << 20,
                    1 << 20,
                    16 << 10,
                    1 << 20,
                    1 << 20,
                    LivingImageTest.keeping(100_000));

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        for (var file : Journal.files(from)) {
            Files.copy(file, to.resolve(file.getFileName()));
        }
    }

    private LivingImage open() {
        return LivingImage.open(folder, ImageLimits.standard(), CLOCK, new Pulses(CLOCK));
    }

    private void put(String name) {
        try (var image = open()) {
            image.update(
                    new Cause(Author.ARCHITECT, name, 0),
                    change -> change.put(Notes.note(name, name)));
        }
    }
}
