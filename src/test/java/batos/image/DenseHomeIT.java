package batos.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import batos.nerve.Pulses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a home with many small objects takes on the disk.
final class DenseHomeIT extends Notes {
    private static final int OBJECTS = 300_000;
    private static final int BATCH = 5000;

    @TempDir Path folder;

    private static Form form(long oid) {
        var slots = new LinkedHashMap<String, Datum>();
        slots.put("asked", new Datum.Text("what is " + oid + " plus 4711, and why so?"));
        slots.put("score", new Datum.Real(oid * 0.5));
        slots.put("next", new Datum.Ref(new Oid(oid + 1)));
        slots.put("tags", new Datum.Text("bench,small,object"));
        return Form.anonymous("episode", 1, slots);
    }

    private static LivingImage open(Path home) {
        var clock = InstantSource.system();
        return LivingImage.open(home, ImageLimits.standard(), clock, new Pulses(clock));
    }

    private static long bytes(Path part, String ending) throws IOException {
        try (var files = Files.walk(part)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    @Test
    void isLittleMoreThanItsObjectsOnceItIsClosed() throws Exception {
        var home = folder.resolve("home");
        String root;
        try (var image = open(home)) {
            for (long from = 1; from <= OBJECTS; from += BATCH) {
                var first = from;
                image.update(
                        new Cause(Author.ARCHITECT, "load", first),
                        change -> {
                            for (long oid = first; oid < first + BATCH; oid++) {
                                change.put(new Oid(oid), form(oid));
                            }
                        });
            }
            root = image.now().root();
            var journal = home.resolve("journal");
            Patience.until(
                    () -> "the journal takes " + bytesOf(journal),
                    () -> bytes(journal, ".log") < ImageLimits.standard().segmentBytes() * 1.5);
        }
        var content = OBJECTS * (FormCodec.encode(form(OBJECTS)).length + 8L);
        var heap = bytes(home.resolve("heap"), ".map");
        assertTrue(heap < content * 1.4, heap + " for " + content);
        try (var image = open(home)) {
            assertEquals(OBJECTS, image.now().size());
            assertEquals(root, image.now().root());
            assertEquals(form(77), image.now().get(new Oid(77)).orElseThrow());
            image.update(
                    new Cause(Author.ARCHITECT, "on", -1),
                    change -> change.put(new Oid(77), form(78)));
        }
        try (var image = open(home)) {
            assertEquals(form(78), image.now().get(new Oid(77)).orElseThrow());
        }
    }

    private static String bytesOf(Path journal) {
        try {
            return "" + bytes(journal, ".log");
        } catch (IOException e) {
            return e.toString();
        }
    }
}
