package batos.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.nerve.Pulses;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A heap file too large to be summed at each checkpoint, as a killed process leaves it.
final class LargeHeapIT {
    private static final int PAGE = 4096;
    private static final int NOTES = 60;
    private static final ImageLimits LARGE =
            new ImageLimits(
                    1 << 20,
                    64 << 20,
                    1 << 20,
                    34L << 20,
                    16 << 10,
                    1 << 20,
                    1 << 20,
                    LivingImageTest.keeping(100));

    @TempDir Path folder;

    private static LivingImage open(Path home) {
        var clock = InstantSource.system();
        return LivingImage.open(home, LARGE, clock, new Pulses(clock));
    }

    private Path killed() throws IOException {
        var alive = folder.resolve("alive");
        var left = folder.resolve("left");
        try (var image = open(alive)) {
            for (int i = 0; i < NOTES; i++) {
                var note = Notes.note("n" + i, "value " + i + "x".repeat(500));
                image.update(
                        new Cause(Author.ARCHITECT, "put", image.now().number()),
                        change -> change.put(note));
            }
            image.compact(new Cause(Author.ARCHITECT, "compact", 99), false);
            DamagedImageIT.copy(alive, left);
        }
        return left;
    }

    private static Path map(Path home) throws IOException {
        try (var files = Files.list(home.resolve("heap"))) {
            return files.filter(file -> file.toString().endsWith(".map"))
                    .max(Path::compareTo)
                    .orElseThrow();
        }
    }

    private static List<Integer> used(byte[] bytes) {
        var pages = new ArrayList<Integer>();
        for (int at = 1 << 16; at < bytes.length; at += PAGE) {
            if (!Arrays.equals(bytes, at, at + PAGE, new byte[PAGE], 0, PAGE)) {
                pages.add(at);
            }
        }
        return pages;
    }

    @Test
    void isRebuiltWhereADiskZeroedAPageOfIt() throws IOException {
        var home = killed();
        var map = map(home);
        var whole = Files.readAllBytes(map);
        assertTrue(whole.length > 32 << 20);
        var pages = used(whole);
        assertTrue(pages.size() > 8, pages::toString);
        var rebuilt = 0;
        for (int i = 1; i <= 4; i++) {
            var at = pages.get(i * (pages.size() - 1) / 4);
            var copy = folder.resolve("copy" + i);
            DamagedImageIT.copy(home, copy);
            try (var file = new RandomAccessFile(map(copy).toFile(), "rw")) {
                file.seek(at);
                file.write(new byte[PAGE]);
            }
            try (var image = open(copy)) {
                if (image.opened().line().contains("the disk had changed the heap file")) {
                    rebuilt++;
                }
                assertEquals(NOTES, image.now().named("note").size(), "page " + at);
                assertEquals(List.of(), image.verify(), "page " + at);
            }
        }
        assertTrue(rebuilt > 0, "no page of " + pages + " held anything");
    }

    @Test
    void isTakenAsItIsWhereNothingChangedIt() throws IOException {
        try (var image = open(killed())) {
            assertTrue(!image.opened().line().contains("rebuilt"), image.opened().line());
            assertEquals(NOTES, image.now().named("note").size());
        }
    }
}
