package batos.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.nerve.Pulses;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that nobody has written to since the image was closed are not read at its opening; what
/// the disk changed in them by itself is found all the same.
class UntouchedFilesTest {
    private static final int NOTES = 1_000;

    @TempDir Path home;
    private String root = "";

    private LivingImage opened() {
        var clock = InstantSource.system();
        return LivingImage.open(home, ImageLimits.standard(), clock, new Pulses(clock));
    }

    private static String name(int i) {
        return "n%04d".formatted(i);
    }

    private static void put(Image image, int from, int to, String text) {
        image.update(
                new Cause(Author.ARCHITECT, "put " + from, from),
                change -> {
                    for (int i = from; i < to; i++) {
                        change.put(Notes.note(name(i), text + " of " + name(i)));
                    }
                });
    }

    @BeforeEach
    void anImageThatWasClosed() {
        try (var image = opened()) {
            for (int i = 0; i < NOTES; i += 100) {
                put(image, i, i + 100, "text");
            }
            root = image.now().root();
        }
    }

    private Path map() throws IOException {
        return file("heap", ".map");
    }

    private Path file(String folder, String end) throws IOException {
        try (var files = Files.list(home.resolve(folder))) {
            return files.filter(path -> path.toString().endsWith(end))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    /// Flips a bit of a note.
    private static void flip(Path file, String text) throws IOException {
        var whole = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        var at = whole.indexOf(text);
        assertTrue(at > 0, text + " in " + file);
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            bytes.write(text.charAt(0) ^ 4);
        }
    }

    /// Flips it as a disk does, which leaves no trace in the times of the file.
    private void rot(Path file, String text) throws IOException {
        flip(file, text);
        FileStamps.load(home).renew(List.of(file));
    }

    private void isWhole(LivingImage image) {
        assertEquals(root, image.now().root());
        assertEquals(NOTES, image.now().named("note").size());
        assertEquals(List.of(), image.verify());
    }

    private void isRebuiltNext() {
        try (var image = opened()) {
            assertTrue(image.opened().line().contains("rebuilt"), image.opened().line());
            isWhole(image);
        }
    }

    @Test
    void areComparedWhereSomebodyWroteToThem() throws IOException {
        flip(map(), "text of n0500");
        try (var image = opened()) {
            assertTrue(
                    image.opened().line().contains("the disk had changed the heap file"),
                    image.opened().line());
            isWhole(image);
        }
    }

    @Test
    void areReadWhereTheyAreUsedAndAChangeIsFoundThere() throws IOException {
        rot(map(), "text of n0500");
        var read = 0;
        try (var image = opened()) {
            assertInstanceOf(OpenOutcome.Clean.class, image.opened(), image.opened().line());
            var fault = assertThrows(ImageFault.class, () -> image.now().get("note", name(500)));
            assertEquals(ImageFault.Reason.DAMAGED, fault.reason());
            assertTrue(fault.getMessage().contains("start it again"), fault.getMessage());
            assertThrows(ImageFault.class, () -> image.now().readable("note", name(500)));
            for (int i = 0; i < NOTES; i += 7) {
                try {
                    read += image.now().get("note", name(i)).isPresent() ? 1 : 0;
                } catch (HeapChanged elsewhere) {
                    assertTrue(elsewhere.getMessage().contains("Next: "));
                }
            }
        }
        assertTrue(read > NOTES / 70 && read < NOTES / 7, "read " + read);
        isRebuiltNext();
    }

    @Test
    void takeNoCommitOnTopOfAChange() throws IOException {
        rot(map(), "text of n0500");
        try (var image = opened()) {
            var fault = assertThrows(ImageFault.class, () -> put(image, 500, 501, "other"));
            assertTrue(fault.getMessage().contains("start it again"), fault.getMessage());
        }
        isRebuiltNext();
    }

    /// What a session does elsewhere must not make a change the truth.
    @Test
    void keepAChangeThatNobodyMet() throws IOException {
        rot(map(), "text of n0500");
        try (var image = opened()) {
            image.update(
                    new Cause(Author.ARCHITECT, "new", 0),
                    change -> change.put(Notes.note("other", "new")));
        }
        try (var image = opened()) {
            if (image.opened() instanceof OpenOutcome.Clean) {
                assertFalse(image.verify().isEmpty());
            }
        }
        try (var image = opened()) {
            assertEquals("new", Notes.text(image.now(), "other"));
            assertEquals(NOTES + 1, image.now().named("note").size());
            assertEquals(List.of(), image.verify());
        }
    }

    @Test
    void areComparedInTheBackgroundToo() throws IOException {
        rot(map(), "text of n0500");
        try (var image = opened()) {
            assertThrows(HeapChanged.class, () -> image.heap().file().compare(false, () -> false));
        }
        isRebuiltNext();
    }

    @Test
    void areNoBaseWhereTheDiskChangedThem() throws IOException {
        rot(map(), "text of n0500");
        try (var image = opened()) {
            var cause = new Cause(Author.ARCHITECT, "compact", 0);
            assertThrows(ImageFault.class, () -> image.compact(cause, false));
        }
        isRebuiltNext();
    }

    @Test
    void areNamedByAVerification() throws IOException {
        rot(map(), "text of n0500");
        try (var image = opened()) {
            var faults = image.verify().toString();
            assertTrue(faults.contains("the disk had changed the heap file"), faults);
        }
        isRebuiltNext();
    }

    /// A commit on top of what a disk took away counts what it found there; the next opening goes
    /// by the objects.
    @Test
    void mayChangeUnderAnOpenImageThatTakesCommits() throws IOException {
        try (var image = opened()) {
            image.heap().file().compare(false, () -> false);
            var text = new String(Files.readAllBytes(map()), StandardCharsets.ISO_8859_1);
            var at = text.indexOf("text of n0500");
            try (var bytes = new RandomAccessFile(map().toFile(), "rw")) {
                bytes.seek(at - 64);
                bytes.write(new byte[128]);
            }
            put(image, 500, 501, "other");
            var faults = image.verify().toString();
            assertTrue(faults.contains("the journal says 1001"), faults);
            assertTrue(faults.contains("start it again, which rebuilds the heap"), faults);
        }
        for (int i = 0; i < 3; i++) {
            try (var image = opened()) {
                var line = image.opened().line();
                assertEquals(i == 0, line.contains("rebuilt"), line);
                assertEquals(i == 0, line.contains("count by the objects"), line);
                assertEquals("other of n0500", Notes.text(image.now(), name(500)));
                var fault = image.verify();
                assertEquals(1, fault.size(), fault::toString);
                assertEquals(VerifyFault.Part.COMMIT, fault.getFirst().part(), fault::toString);
                if (i > 0) {
                    put(image, i, i + 1, "more");
                }
                root = image.now().root();
            }
        }
        try (var image = opened()) {
            image.forgetPast(new Cause(Author.ARCHITECT, "forget", 0));
            isWhole(image);
        }
    }

    /// Sums that are brought up to date for what was written are those of the whole file.
    @Test
    void haveTheSameSumsAfterSomeOfItChanged() throws IOException {
        var random = new Random(7);
        for (int i = 0; i < 6; i++) {
            try (var image = opened()) {
                assertInstanceOf(OpenOutcome.Clean.class, image.opened(), image.opened().line());
                for (int j = random.nextInt(4); j > 0; j--) {
                    var from = random.nextInt(NOTES);
                    put(image, from, from + 1 + random.nextInt(i < 4 ? 3 : 600), "changed " + i);
                }
                root = image.now().root();
            }
            if (i % 2 == 1) {
                Files.setLastModifiedTime(map(), FileTime.from(Instant.EPOCH)); // is read in full
            }
        }
        try (var image = opened()) {
            assertInstanceOf(OpenOutcome.Clean.class, image.opened(), image.opened().line());
            assertEquals(root, image.now().root());
            assertEquals(List.of(), image.verify());
        }
    }

    @Test
    void ofTheJournalAreCheckedLater() throws IOException {
        var segment = file("journal", ".log");
        rot(segment, "text of n0500");
        try (var image = opened()) {
            assertEquals(List.of(), image.faults());
        }
        Files.setLastModifiedTime(segment, FileTime.from(Instant.EPOCH));
        try (var image = opened()) {
            assertEquals(1, image.faults().size(), image.faults()::toString);
        }
    }
}
