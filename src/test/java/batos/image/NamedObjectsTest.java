package batos.image;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The directory on disk, against a plain set, through folds, growth, compactions and reopenings.
final class NamedObjectsTest {
    @TempDir Path folder;

    @Test
    void areListedExactlyWhateverHappenedToThem() {
        var random = new Random(5);
        var image = LivingImageTest.open(folder.resolve("home"));
        var names = new TreeSet<String>();
        for (int i = 0; i < 600; i++) {
            image.update(
                    new Cause(Author.of("test"), "step", i),
                    change -> {
                        for (int j = 0; j < 5; j++) {
                            var name = "note" + random.nextInt(400);
                            if (random.nextInt(3) == 0) {
                                change.remove(Oid.named("note", name));
                                names.remove(name);
                            } else {
                                change.put(
                                        Notes.note(
                                                name,
                                                "x".repeat(random.nextInt(20) == 0 ? 400 : 20)));
                                names.add(name);
                            }
                        }
                    });
            if (i % 100 == 99) {
                image.compact(new Cause(Author.of("test"), "compact", i), false);
            }
            if (i % 50 == 49) {
                assertEquals(names, image.heap().names("note").keySet(), "step " + i);
                var now = image.now();
                names.forEach(name -> now.get("note", name).orElseThrow());
            }
            if (i % 130 == 129) {
                image.close();
                image = LivingImageTest.open(folder.resolve("home"));
            }
        }
        image.close();
    }
}
