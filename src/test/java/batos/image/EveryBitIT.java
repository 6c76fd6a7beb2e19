package batos.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Folders;
import batos.nerve.Pulses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// A small image that has a file of every sort, cut at the bytes of each, and with single bits of
/// each flipped. It stands in memory, where an opening takes milliseconds. A sample of the bits
/// takes seconds; with `-Dbatos.every=true` it is every bit and every byte.
final class EveryBitIT {
    private static final boolean EVERY = Boolean.getBoolean("batos.every");

    /// How many places of one file are tried where it is a sample.
    private static final int SAMPLE = 40;

    private static final ImageLimits LIMITS =
            new ImageLimits(
                    700,
                    64 << 20,
                    1 << 20,
                    1 << 14,
                    256,
                    1 << 20,
                    1 << 20,
                    LivingImageTest.keeping(1));

    private Path folder;
    private Path home;
    private final List<String> roots = new ArrayList<>();
    private final Map<String, byte[]> files = new TreeMap<>();

    /// A home as a killed process leaves it: read while the image is open.
    @BeforeEach
    void killed() throws IOException {
        var memory = Path.of("/dev/shm");
        folder =
                Files.isWritable(memory)
                        ? Files.createTempDirectory(memory, "every-bit")
                        : Files.createTempDirectory("every-bit");
        home = folder.resolve("home");
        var alive = folder.resolve("alive");
        try (var image = open(alive)) {
            roots.add(image.now().root());
            put(image, "a", "1");
            image.save("early");
            put(image, "large", "x".repeat(300));
            for (int i = 0; i < 6; i++) {
                put(image, "b", "" + i);
            }
            put(image, "d", "7");
            image.compact(new Cause(Author.of("test"), "compact", 99), false);
            put(image, "b", "4");
            put(image, "a", "5");
            put(image, "c", "6");
            try (var all = Files.walk(alive)) {
                for (var file : all.filter(Files::isRegularFile).toList()) {
                    var name = alive.relativize(file).toString();
                    if (!name.equals("owner") && !name.equals("lock")) {
                        files.put(name, Files.readAllBytes(file));
                    }
                }
            }
        }
    }

    @AfterEach
    void remove() throws IOException {
        Folders.delete(folder);
    }

    private static LivingImage open(Path home) {
        var clock = InstantSource.system();
        return LivingImage.open(home, LIMITS, clock, new Pulses(clock));
    }

    private void put(Image image, String name, String text) {
        image.update(
                new Cause(Author.of("test"), name, image.now().number()),
                change -> change.put(Notes.note(name, text)));
        roots.add(image.now().root());
    }

    private List<String> named(Predicate<String> wanted) {
        var names = files.keySet().stream().filter(wanted).toList();
        assertFalse(names.isEmpty());
        return names;
    }

    /// The home as it was, but for one file.
    private void lay(String changed, byte[] bytes) throws IOException {
        Folders.delete(home);
        for (var file : files.entrySet()) {
            var path = home.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, file.getKey().equals(changed) ? bytes : file.getValue());
        }
    }

    interface Check {
        void of(String which) throws IOException;
    }

    private void flipping(String name, Check check) throws IOException {
        var whole = files.get(name);
        for (int bit = 0; bit < whole.length * 8; bit += step(whole.length * 8)) {
            var flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            lay(name, flipped);
            check.of(name + ", bit " + bit);
        }
    }

    /// Odd, so that all eight bits of a byte have their turn.
    private static int step(int places) {
        return EVERY ? 1 : places / SAMPLE | 1;
    }

    private void cutting(String name, Check check) throws IOException {
        var whole = files.get(name);
        for (int length = 0; length < whole.length; length += step(whole.length)) {
            lay(name, Arrays.copyOf(whole, length));
            check.of(name + ", cut to " + length);
        }
    }

    private void isWhole(String which) {
        try (var image = open(home)) {
            assertEquals(roots.getLast(), image.now().root(), which);
            assertEquals(List.of(), image.verify(), which);
        }
    }

    /// Where the records of a segment end.
    private int used(String name) {
        var bytes = files.get(name);
        var end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        return end;
    }

    private void trim(String name) {
        files.computeIfPresent(name, (key, bytes) -> Arrays.copyOf(bytes, used(key) + 8 & ~7));
    }

    @Nested
    class TheJournal {
        @Test
        void losesNothingByAnyFlippedBit() throws IOException {
            var names = named(name -> name.startsWith("journal/"));
            trim(names.getLast());
            for (var name : names) {
                flipping(name, EveryBitIT.this::isWhole);
            }
        }

        @Test
        void cutAnywhereOpensAtAStateThatWasAndNeverLiesAboutIt() throws IOException {
            var names = named(name -> name.startsWith("journal/"));
            assertTrue(names.size() > 1);
            trim(names.getLast());
            for (var name : names) {
                cutting(
                        name,
                        which -> {
                            try (var image = open(home)) {
                                var number = (int) image.now().number();
                                assertEquals(roots.get(number), image.now().root(), which);
                                if (name.equals(names.getLast())) {
                                    return;
                                }
                                assertTrue(
                                        number == roots.size() - 1
                                                || image.opened() instanceof OpenOutcome.Damage,
                                        which);
                            }
                        });
            }
        }
    }

    @Nested
    class ACheckpoint {
        @Test
        void isMadeAnewWhateverHappenedToIt() throws IOException {
            flipping("checkpoint", EveryBitIT.this::isWhole);
            cutting("checkpoint", EveryBitIT.this::isWhole);
        }
    }

    @Nested
    class ALargeObjectsFile {
        @Test
        void isMendedWhereOneBitIsFlipped() throws IOException {
            for (var name : named(name -> name.startsWith("large/"))) {
                flipping(name, EveryBitIT.this::isWhole);
            }
        }

        @Test
        void thatIsCutIsNamed() throws IOException {
            for (var name : named(name -> name.startsWith("large/"))) {
                cutting(
                        name,
                        which -> {
                            try (var image = open(home)) {
                                assertEquals(roots.getLast(), image.now().root(), which);
                                assertTrue(image.verify().toString().contains(name), which);
                            }
                        });
            }
        }
    }

    @Nested
    class WhatSnapshotsAndALostHeapNeed {
        @Test
        void isFoundByAVerificationOrDoesNotMatter() throws IOException {
            for (var name : named(name -> name.startsWith("base/") || name.startsWith("deltas/"))) {
                Check check =
                        which -> {
                            try (var image = open(home)) {
                                assertEquals(roots.getLast(), image.now().root(), which);
                                assertFalse(image.verify().isEmpty(), which);
                            }
                        };
                flipping(name, check);
                cutting(name, check);
            }
        }
    }

    @Nested
    class TheNamesOfSnapshots {
        @Test
        void areReadOrMissedByTheNameOfTheirFileAndNothingElseIsTouched() throws IOException {
            Check check =
                    which -> {
                        try (var image = open(home)) {
                            assertEquals(roots.getLast(), image.now().root(), which);
                            assertTrue(
                                    !image.snapshots().isEmpty()
                                            || image.faults()
                                                    .toString()
                                                    .matches("(?s).*snapshots.json.*Next:.*"),
                                    which);
                        } catch (ImageFault fault) {
                            assertTrue(
                                    String.valueOf(fault.getMessage())
                                            .matches("(?s).*snapshots.json.*Next:.*"),
                                    which + ": " + fault);
                            Files.write(
                                    home.resolve("snapshots.json"), files.get("snapshots.json"));
                            isWhole(which);
                        }
                    };
            flipping("snapshots.json", check);
            cutting("snapshots.json", check);
        }
    }

    @Nested
    class AHeapFile {
        /// By the sums of its blocks when it opens, or by a verification after that.
        @Test
        void withAnObjectChangedIsFoundAndMadeAnew() throws IOException {
            var name = named(file -> file.startsWith("heap/")).getFirst();
            var whole = files.get(name);
            var text = new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1);
            var found = 0;
            for (var place = text.indexOf("note"); place >= 0; ) {
                for (int bit = 0; bit < 32; bit++) {
                    var flipped = whole.clone();
                    flipped[place + bit / 8] ^= (byte) (1 << bit % 8);
                    lay(name, flipped);
                    try (var image = open(home)) {
                        var opened = image.opened().toString();
                        var isFound = opened.contains("the disk had changed the heap file");
                        found += isFound || !image.verify().isEmpty() ? 1 : 0;
                    }
                    isWhole(name + ", byte " + place + ", bit " + bit);
                }
                place = text.indexOf("note", place + 1);
            }
            assertTrue(found > 32, "found " + found);
        }

        /// Else what a disk changed would get into the journal, and be the truth from then on.
        @Test
        void withAnObjectChangedTakesNoCommitOnTopOfIt() throws IOException {
            var name = named(file -> file.startsWith("heap/")).getFirst();
            var whole = files.get(name);
            var text = new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1);
            for (var place = text.indexOf("note"); place >= 0; ) {
                var flipped = whole.clone();
                flipped[place + 1] ^= 4;
                lay(name, flipped);
                try (var image = open(home)) {
                    for (var note : List.of("a", "b", "c", "d", "large")) {
                        image.update(
                                new Cause(Author.of("test"), "over", image.now().number()),
                                change -> change.remove(Oid.named("note", note)));
                    }
                } catch (ImageFault fault) {
                    assertTrue(fault.getMessage().contains("start it again"), fault.getMessage());
                }
                try (var image = open(home)) {
                    assertEquals(List.of(), image.verify(), "byte " + place);
                }
                place = text.indexOf("note", place + 1);
            }
        }

        /// Its head, its segments' headers and the first tables behind them: a wrong number there
        /// once led the library out of the mapped memory, which ends the process.
        @Test
        void withABitChangedInWhatLeadsToItsObjectsIsMadeAnew() throws IOException {
            var name = named(file -> file.startsWith("heap/")).getFirst();
            var whole = files.get(name);
            var places = 8 * Math.min(16_384, whole.length);
            for (int bit = 0; bit < places; bit += Math.max(61, step(places))) {
                var flipped = whole.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                lay(name, flipped);
                try (var image = open(home)) {
                    image.verify();
                } catch (ImageFault fault) {
                    assertTrue(fault.getMessage().contains("start it again"), fault.getMessage());
                }
                isWhole(name + ", bit " + bit);
            }
        }

        @Test
        void cutAnywhereIsMadeAnew() throws IOException {
            var name = named(file -> file.startsWith("heap/")).getFirst();
            var whole = files.get(name);
            for (int length = 0;
                    length < whole.length;
                    length += Math.max(509, step(whole.length))) {
                lay(name, Arrays.copyOf(whole, length));
                isWhole(name + ", cut to " + length);
            }
        }
    }
}
