package batos.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.nerve.Pulses;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk loses a block of the past: what lies before it is lost, and everything after it is used.
/// Snapshot `old` is in a delta file, `late` and `last` behind commits of the journal.
class DamagedPastTest {
    @TempDir Path home;
    private int line;
    private long old;
    private String late = "";

    private LivingImage opened() {
        var clock = InstantSource.system();
        return LivingImage.open(home, ImageLimits.standard(), clock, new Pulses(clock));
    }

    private Cause cause(String words) {
        return new Cause(Author.ARCHITECT, words, ++line);
    }

    private void put(Image image, String name, String text) {
        image.update(cause("put " + name), change -> change.put(Notes.note(name, text)));
    }

    @BeforeEach
    void aPastInDeltaAndJournal() {
        try (var image = opened()) {
            put(image, "a", "oldest");
            image.save("old");
            old = image.now().number();
            put(image, "a", "condensed");
            image.forgetPast(cause("forget"));
            put(image, "b", "between");
            put(image, "b", "the lost text");
            image.save("late");
            late = image.now().root();
            put(image, "c", "later");
            image.save("last");
            put(image, "c", "newest");
        }
    }

    private Path only(String under, String ending) throws IOException {
        try (var files = Files.list(home.resolve(under))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void zero(Path file, long at, int length) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(at);
            bytes.write(new byte[length]);
        }
    }

    private void loseRecord() throws IOException {
        var journal = only("journal", ".log");
        var whole = new String(Files.readAllBytes(journal), StandardCharsets.ISO_8859_1);
        var at = whole.indexOf("the lost text");
        assertTrue(at > 0, "the record is in " + journal);
        zero(journal, at, 13);
    }

    private static String refused(LivingImage image, Runnable work) {
        return String.valueOf(
                assertThrows(ImageFault.class, work::run, image::toString).getMessage());
    }

    @Test
    void beforeANewerSnapshotDoesNotKeepItFromBeingCondensed() throws IOException {
        loseRecord();
        try (var image = opened()) {
            var why = refused(image, () -> image.forgetPast(cause("forget")));
            assertTrue(why.contains("snapshot old. Next: image delete old, then"), why);
            image.delete("old");
            image.forgetPast(cause("forget"));
            assertEquals("the lost text", Notes.text(image.at(number(image, "late")), "b"));
            assertEquals(late, image.at(number(image, "late")).root());
            assertEquals(List.of(), image.verify());
        }
        try (var image = opened()) {
            assertEquals(late, image.restore("late", cause("restore")).root());
            assertEquals("newest", Notes.text(image.at(number(image, "last") + 1), "c"));
            assertEquals(List.of(), image.verify());
        }
    }

    private static long number(Image image, String snapshot) {
        return image.snapshots().stream()
                .filter(it -> it.name().equals(snapshot))
                .findFirst()
                .orElseThrow()
                .number();
    }

    @Test
    void inTheRecordOfASnapshotLeavesItsState() throws IOException {
        loseRecord();
        try (var image = opened()) {
            assertEquals(late, image.at(number(image, "late")).root());
            assertEquals(late, image.restore("late", cause("restore")).root());
        }
    }

    @Test
    void ofTheHeapUnderAnOpenImageIsNamedByTheReadThatMeetsIt() throws IOException {
        try (var image = opened()) {
            assertEquals(List.of(), image.verify());
            var map = only("heap", ".map");
            var whole = new String(Files.readAllBytes(map), StandardCharsets.ISO_8859_1);
            var at = whole.indexOf("the lost text");
            try (var bytes = new RandomAccessFile(map.toFile(), "rw")) {
                bytes.seek(at - 3);
                bytes.write(new byte[] {-1, -1, -1, -1, -1, -1});
            }
            var why = refused(image, () -> Notes.text(image.now(), "b"));
            assertTrue(why.contains(map.toString()) && why.contains("Next: image verify"), why);
            assertTrue(image.verify().stream().anyMatch(VerifyFault::isHeapGivenUp));
        }
        try (var image = opened()) {
            assertEquals("the lost text", Notes.text(image.now(), "b"));
            assertEquals(List.of(), image.verify());
        }
    }

    @Test
    void inADeltaCostsOlderSnapshotsAlone() throws IOException {
        var delta = only("deltas", ".delta");
        zero(delta, Files.size(delta) / 2, 16);
        try (var image = opened()) {
            var why = refused(image, () -> image.at(old));
            assertTrue(
                    why.contains(delta.getFileName() + " does not match its checksum")
                            && why.contains("up to commit " + old)
                            && why.contains("Next: image verify"),
                    why);
            var faults = image.verify();
            assertEquals(List.of("old"), faults.stream().map(VerifyFault::snapshot).toList());
            image.forgetPast(cause("forget"));
            assertEquals(late, image.at(number(image, "late")).root());
            image.delete("late");
            image.compact(cause("compact"), false);
            assertEquals("later", Notes.text(image.at(number(image, "last")), "c"));
            image.delete("old");
            image.compact(cause("compact"), false);
            assertEquals(List.of(), image.verify());
            assertEquals("later", Notes.text(image.at(number(image, "last")), "c"));
        }
    }
}
