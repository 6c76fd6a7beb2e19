package batos.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.image.Author;
import batos.image.Cause;
import batos.image.Image;
import batos.image.ImageFault;
import batos.image.ImageLimits;
import batos.image.LivingImage;
import batos.nerve.Pulses;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A purge leaves nothing of a memory on the disk. The image is a real one, in files.
class PurgeTest {
    private static final String SECRET = "quetzalcoatlus";

    @TempDir Path home;

    private static Cause cause(Image image) {
        return new Cause(Author.ARCHITECT, "a line", image.now().number());
    }

    private List<String> filesWith(String text) throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.walk(home)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                if (bytes.contains(text)) {
                    found.add(home.relativize(file).toString());
                }
            }
        }
        return found;
    }

    private Image open() {
        var clock = InstantSource.system();
        return LivingImage.open(home, ImageLimits.standard(), clock, new Pulses(clock));
    }

    private static Scrapbook memory(Image image) {
        return new Scrapbook(image, new WordVectors(), InstantSource.system());
    }

    @Test
    void takesAMemoryFromThePresentTheJournalAndSnapshots() throws IOException {
        try (var image = open()) {
            var memory = memory(image);
            memory.note("the tea is in the tin", cause(image));
            image.save("before");
            var secret = memory.note("my " + SECRET + " sleeps", cause(image));
            image.save("evening");
            var purge = new Purge(memory, cause(image));
            var plan = purge.plan(secret.id()).orElseThrow();
            assertEquals(List.of("evening"), plan.snapshots());
            var report = purge.purge(plan, false);
            assertTrue(report.journal());
            assertEquals(List.of("evening"), report.deleted());
            assertEquals(List.of(), report.left());
            var refused = assertThrows(ImageFault.class, () -> image.undo(1, cause(image)));
            assertTrue(
                    refused.getMessage()
                            .endsWith(
                                    "Next: image list names the snapshots that lead further back"),
                    refused.getMessage());
            assertEquals(1, memory.size());
            image.restore("before", cause(image));
            assertEquals(1, memory.size());
            assertEquals(List.of(), image.verify());
        }
        assertEquals(List.of(), filesWith(SECRET));
    }

    @Test
    void saysWhatASnapshotThatIsKeptStillHolds() throws IOException {
        try (var image = open()) {
            var memory = memory(image);
            var secret = memory.note("my " + SECRET + " sleeps", cause(image));
            image.save("evening");
            var purge = new Purge(memory, cause(image));
            var report = purge.purge(purge.plan(secret.id()).orElseThrow(), true);
            assertEquals(List.of("evening"), report.left());
            assertFalse(filesWith(SECRET).isEmpty());
            image.restore("evening", cause(image));
            assertEquals(1, memory.size());
        }
    }

    @Test
    void alsoOfWhatWasForgottenBefore() throws IOException {
        try (var image = open()) {
            var memory = memory(image);
            var secret = memory.note("my " + SECRET + " sleeps", cause(image));
            memory.forget(secret.id(), cause(image));
            var purge = new Purge(memory, cause(image));
            purge.purge(purge.plan(secret.id()).orElseThrow(), false);
            assertTrue(purge.plan("t99").isEmpty());
            var refused = assertThrows(ImageFault.class, () -> image.undo(9, cause(image)));
            assertTrue(
                    refused.getMessage().endsWith("is where the journal begins"),
                    refused.getMessage());
        }
        assertEquals(List.of(), filesWith(SECRET));
    }
}
