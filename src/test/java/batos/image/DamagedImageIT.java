package batos.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.nerve.Pulses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that were cut, changed or lost behind the image's back.
final class DamagedImageIT {
    private static final int COMMITS = 12;

    @TempDir Path folder;
    private Path home;
    private final List<String> roots = new ArrayList<>();

    /// A home as a killed process leaves it: copied while the image is open.
    @BeforeEach
    void killed() throws IOException {
        var alive = folder.resolve("alive");
        home = folder.resolve("home");
        try (var image = open(alive)) {
            roots.add(image.now().root());
            for (int i = 1; i <= COMMITS; i++) {
                put(image, "n" + i % 5, "value " + i);
                roots.add(image.now().root());
            }
            copy(alive, home);
        }
    }

    private static LivingImage open(Path home) {
        var clock = InstantSource.system();
        return LivingImage.open(home, ImageLimits.standard(), clock, new Pulses(clock));
    }

    private static void put(Image image, String name, String text) {
        image.update(
                new Cause(Author.ARCHITECT, name, image.now().number()),
                change -> change.put(Notes.note(name, text)));
    }

    static void copy(Path from, Path to) throws IOException {
        try (var files = Files.walk(from)) {
            for (var file : files.toList()) {
                var name = file.getFileName().toString();
                if (!name.equals("owner") && !name.equals("lock")) {
                    var target = to.resolve(from.relativize(file).toString());
                    if (Files.isDirectory(file)) {
                        Files.createDirectories(target);
                    } else {
                        Files.copy(file, target);
                    }
                }
            }
        }
    }

    private static Cause cause(String line) {
        return new Cause(Author.ARCHITECT, line, -1);
    }

    /// Gives a commit's state a name, as `image save` does.
    private void name(String name, int number) throws IOException {
        var clock = InstantSource.system();
        new Snapshots(home.resolve("snapshots.json"))
                .put(new Image.Snapshot(name, number, clock.instant(), 0, 0, roots.get(number)), 0);
    }

    private Path segment() throws IOException {
        try (var files = Files.list(home.resolve("journal"))) {
            return files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .toList()
                    .getLast();
        }
    }

    private void forgetCheckpoint() throws IOException {
        Files.deleteIfExists(home.resolve("checkpoint"));
        Files.deleteIfExists(home.resolve("heap").resolve("checkpoint"));
    }

    /// Where each record begins, and where the last one ends.
    private static List<Long> offsets(Path segment) throws IOException {
        try (var open = Segment.open(segment)) {
            var offsets = new ArrayList<Long>();
            var at = (long) Segment.HEADER;
            offsets.add(at);
            for (var frame = open.frame(at); frame != null; frame = open.frame(at)) {
                at = frame.next();
                offsets.add(at);
            }
            return offsets;
        }
    }

    @Nested
    class AJournal {
        @Test
        void cutAtAnyByteOfItsLastRecordsOpensAtTheLastWholeOne() throws IOException {
            var segment = segment();
            var whole = Files.readAllBytes(segment);
            var offsets = offsets(segment);
            assertEquals(COMMITS + 1, offsets.size());
            var from = offsets.get(COMMITS - 2);
            for (var cut = from; cut <= offsets.getLast(); cut += cut < from + 32 ? 2 : 11) {
                Files.write(segment, Arrays.copyOf(whole, (int) (long) cut));
                var length = cut;
                var records = (int) offsets.stream().filter(at -> at > 64 && at <= length).count();
                // the last record's padding may be missing without harm
                try (var image = open(home)) {
                    assertInstanceOf(OpenOutcome.Recovered.class, image.opened());
                    assertTrue(image.now().number() >= records, image.opened().line());
                    assertEquals(roots.get((int) image.now().number()), image.now().root());
                }
                forgetCheckpoint();
            }
        }

        @Test
        void withAnySingleBitFlippedInItsLastRecordLosesNothing() throws IOException {
            var segment = segment();
            var whole = Files.readAllBytes(segment);
            var offsets = offsets(segment);
            var from = (int) (long) offsets.get(COMMITS - 1);
            var to = (int) (long) offsets.getLast() - 8;
            for (int bit = from * 8; bit < to * 8; bit += bit < (from + 24) * 8 ? 9 : 61) {
                var flipped = whole.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                Files.write(segment, flipped);
                try (var image = open(home)) {
                    assertEquals(COMMITS, image.now().number(), "bit " + bit);
                    assertEquals(roots.getLast(), image.now().root());
                    assertTrue(image.opened().line().contains("1 flipped bit mended"));
                }
                forgetCheckpoint();
            }
        }

        @Test
        void thatIsMissingLeavesWhatTheHeapHolds() throws IOException {
            open(home).close();
            try (var files = Files.list(home.resolve("journal"))) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            try (var image = open(home)) {
                assertInstanceOf(OpenOutcome.Damage.class, image.opened());
                assertEquals(COMMITS, image.now().number());
                assertEquals(List.of(), image.log(10));
                assertEquals(List.of(), image.deeds(10));
                image.truncate();
            }
            try (var image = open(home)) {
                assertEquals(roots.getLast(), image.now().root());
                assertEquals(List.of(), image.verify());
            }
        }

        @Test
        void damagedInTheMiddleOpensReadOnlyUpToThereAndCanBeTruncated() throws IOException {
            var segment = segment();
            var bytes = Files.readAllBytes(segment);
            var offset = offsets(segment).get(7);
            bytes[(int) (offset + 40)] ^= 0x55;
            Files.write(segment, bytes);
            name("before", 5);
            name("behind", 9);
            try (var image = open(home)) {
                var damage = assertInstanceOf(OpenOutcome.Damage.class, image.opened());
                assertEquals(7, damage.last());
                assertTrue(
                        damage.where().contains(segment.getFileName() + ", offset " + offset),
                        damage.where());
                assertEquals(roots.get(7), image.now().root());
                assertEquals(7, image.log(100).size());
                assertEquals(roots.get(3), image.at(3).root());
                assertEquals(1, image.diff(image.at(6), image.now()).size());
                var found = image.verify();
                assertTrue(found.getFirst().what().contains("offset " + offset), found::toString);
                assertTrue(found.getLast().what().startsWith("snapshot behind"), found::toString);
                assertEquals(2, found.size(), found::toString);
                var fault = assertThrows(ImageFault.class, () -> put(image, "a", "1"));
                assertEquals(ImageFault.Reason.READ_ONLY, fault.reason());
                assertTrue(fault.getMessage().contains("image truncate"), fault.getMessage());
                image.export(folder.resolve("saved"));
                var told = image.truncate();
                assertTrue(told.contains("goes on from commit 7"), told);
                assertTrue(told.endsWith("snapshots of later commits: behind"), told);
                assertEquals(roots.get(5), image.restore("before", cause("restore")).root());
                put(image, "a", "1");
            }
            try (var image = open(home)) {
                assertEquals(9, image.now().number());
                assertEquals(List.of(), image.verify());
            }
            try (var files = Files.list(home.resolve("journal"))) {
                assertEquals(1, files.filter(p -> p.toString().endsWith(".damaged")).count());
            }
        }

        @Test
        void damagedBeforeTheCheckpointTellsWhereAndKeepsThePresentAndTheCommitsSince()
                throws IOException {
            try (var image = open(home)) {
                put(image, "a", "folded at the end");
            }
            var segment = segment();
            var bytes = Files.readAllBytes(segment);
            var offset = offsets(segment).get(4);
            bytes[(int) (offset + 40)] ^= 0x55;
            Files.write(segment, bytes);
            try (var image = open(home)) {
                assertInstanceOf(OpenOutcome.Clean.class, image.opened());
                assertEquals(COMMITS + 1 - 5, image.log(100).size());
                assertEquals(roots.get(6), image.at(6).root());
                assertEquals(roots.get(5), image.at(5).root());
                assertThrows(ImageFault.class, () -> image.at(4));
                assertTrue(image.verify().toString().contains("offset " + offset));
                image.undo(1, new Cause(Author.ARCHITECT, "undo", 99));
                assertEquals(roots.getLast(), image.now().root());
                image.compact(new Cause(Author.ARCHITECT, "compact", 100), false);
            }
        }

        @Test
        void thatIsMissingIsSaidAndNothingIsOverwritten() throws IOException {
            var segment = segment();
            Files.move(segment, folder.resolve("away"));
            try (var image = open(home)) {
                assertInstanceOf(OpenOutcome.Damage.class, image.opened());
                assertThrows(ImageFault.class, () -> put(image, "a", "1"));
            }
            Files.move(folder.resolve("away"), segment);
            try (var image = open(home)) {
                assertEquals(roots.getLast(), image.now().root());
            }
        }

        @Test
        void ofANewerFormatIsRefusedByName() throws IOException {
            var segment = segment();
            var bytes = Files.readAllBytes(segment);
            bytes[11] = 9; // whose checksum takes the format's number in
            bytes[12] ^= 0x55;
            Files.write(segment, bytes);
            var fault = assertThrows(ImageFault.class, () -> open(home));
            assertEquals(ImageFault.Reason.NEWER, fault.reason());
            assertTrue(fault.getMessage().contains("format 9"), fault.getMessage());
            assertTrue(fault.getMessage().contains("newer batos"), fault.getMessage());
        }

        @Test
        void whoseNextSegmentWasOnlyBegunOpens() throws IOException {
            Files.write(
                    home.resolve("journal").resolve("%019d.log".formatted(COMMITS + 1)),
                    new byte[3]);
            try (var image = open(home)) {
                assertEquals(roots.getLast(), image.now().root());
                put(image, "a", "1");
            }
        }
    }

    @Nested
    class TheHeap {
        @Test
        void isRebuiltWhenItsFileIsMissing() throws IOException {
            try (var files = Files.list(home.resolve("heap"))) {
                for (var file : files.toList()) {
                    Files.delete(file);
                }
            }
            try (var image = open(home)) {
                assertEquals(roots.getLast(), image.now().root());
                assertTrue(image.opened().line().contains("rebuilt"), image.opened().line());
                assertEquals(List.of(), image.verify());
            }
        }

        @Test
        void isRebuiltFromBaseAndJournalAfterACompaction() throws IOException {
            try (var image = open(home)) {
                image.compact(new Cause(Author.ARCHITECT, "compact", 99), false);
                put(image, "later", "1");
                roots.add(image.now().root());
            }
            forgetCheckpoint();
            try (var image = open(home)) {
                assertEquals(roots.getLast(), image.now().root());
                assertEquals(6, image.now().named("note").size());
                assertEquals(List.of(), image.verify());
            }
        }

        @Test
        void isRebuiltWhenItsFileIsNoMap() throws IOException {
            try (var files = Files.list(home.resolve("heap"))) {
                for (var file : files.toList()) {
                    Files.write(file, new byte[100_000]);
                }
            }
            try (var image = open(home)) {
                assertEquals(roots.getLast(), image.now().root());
                assertEquals(List.of(), image.verify());
            }
        }
    }

    @Nested
    class ACheckpoint {
        @Test
        void withAnyByteChangedIsNotBelieved() throws IOException {
            var file = home.resolve("checkpoint");
            var bytes = Files.readAllBytes(file);
            var random = new Random(3);
            for (int i = 0; i < bytes.length; i += 9) {
                if (i >= 8 && i < 12) {
                    continue; // the format's number: refused by name
                }
                var changed = bytes.clone();
                changed[i] ^= (byte) (1 << random.nextInt(8));
                Files.write(file, changed);
                try (var image = open(home)) {
                    assertEquals(roots.getLast(), image.now().root(), "byte " + i);
                }
            }
        }
    }
}
