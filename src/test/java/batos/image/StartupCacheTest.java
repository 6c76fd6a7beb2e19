package batos.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an image was asked first is answered at its next opening without its map.
class StartupCacheTest {
    @TempDir Path home;

    private LivingImage opened() {
        return LivingImageTest.open(home);
    }

    private static void put(Image image, String name, String text) {
        image.update(
                new Cause(Author.ARCHITECT, "put " + name, 0),
                change -> change.put(Notes.note(name, text)));
    }

    @BeforeEach
    void anImageThatWasAskedForOneObject() {
        try (var image = opened()) {
            put(image, "often", "a");
            put(image, "seldom", "b");
        }
        try (var image = opened()) {
            assertEquals("a", Notes.text(image.now(), "often"));
            put(image, "other", "o");
        }
    }

    @Test
    void areAnsweredWhileTheMapIsClosedAndOthersOpenIt() {
        try (var image = opened()) {
            assertTrue(image.opened() instanceof OpenOutcome.Clean, image.opened().line());
            assertEquals("a", Notes.text(image.now(), "often"));
            assertFalse(image.heap().file().isOpen());
            assertEquals("b", Notes.text(image.now(), "seldom"));
            assertTrue(image.heap().file().isOpen());
            assertEquals("a", Notes.text(image.now(), "often"));
        }
    }

    @Test
    void followAChange() {
        try (var image = opened()) {
            put(image, "often", "c");
            assertEquals("c", Notes.text(image.now(), "often"));
        }
        try (var image = opened()) {
            assertEquals("c", Notes.text(image.now(), "often"));
            assertFalse(image.heap().file().isOpen());
            assertEquals(3, image.now().size());
        }
    }

    @Test
    void areNotBelievedWithABitChanged() throws IOException {
        for (var end : new String[] {".map.first", ".map"}) {
            flip(end);
            try (var image = opened()) {
                assertTrue(image.heap().file().isOpen(), end);
                assertEquals("a", Notes.text(image.now(), "often"));
                assertEquals("b", Notes.text(image.now(), "seldom"));
            }
        }
    }

    /// An interrupt closes the file of a map that is opened on the interrupted thread.
    @Test
    void openTheMapForAnInterruptedThread() {
        try (var image = opened()) {
            Thread.currentThread().interrupt();
            assertEquals("b", Notes.text(image.now(), "seldom"));
            assertTrue(Thread.interrupted());
            assertEquals("b", Notes.text(image.now(), "seldom"));
        }
    }

    private void flip(String end) throws IOException {
        Path file;
        try (Stream<Path> files = Files.list(home.resolve("heap"))) {
            file = files.filter(path -> path.toString().endsWith(end)).findFirst().orElseThrow();
        }
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(40);
            var octet = bytes.read();
            bytes.seek(40);
            bytes.write(octet ^ 4);
        }
    }
}
