package batos.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.nerve.Pulses;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LivingImageTest extends ImageContract {
    /// Folds and segments so small that every test meets many of them.
    static final ImageLimits TINY =
            new ImageLimits(
                    4096, 64 << 20, 1024, 32 << 10, 256, 1 << 20, 1 << 20, keeping(100_000));

    /// The last commits and all snapshots; age and size play no part.
    static ImageLimits.Retention keeping(long commits) {
        return new ImageLimits.Retention(commits, Duration.ofDays(36_500), Long.MAX_VALUE, 0);
    }

    @TempDir Path folder;

    @Override
    Image create() {
        return open();
    }

    LivingImage open() {
        return open(folder.resolve("home"));
    }

    static LivingImage open(Path home) {
        var clock = InstantSource.system();
        return LivingImage.open(home, TINY, clock, new Pulses(clock));
    }

    void reopen() {
        image.close();
        image = open();
    }

    @Test
    void aNewHomeWithoutRoomNamesThePlaceAndNoCompacting() {
        var clock = InstantSource.system();
        var home = folder.resolve("small");
        var limits = TINY.withReserve(1L << 60);
        try (var small = LivingImage.open(home, limits, clock, new Pulses(clock))) {
            var said =
                    assertThrows(
                                    ImageFault.class,
                                    () ->
                                            small.update(
                                                    cause("first"),
                                                    change -> change.put(note("a", "1"))))
                            .getMessage();
            assertTrue(said.startsWith("a new home needs more than "), said);
            assertTrue(said.contains(home + ", "), said);
            assertTrue(said.endsWith("Next: make room there, or --home elsewhere"), said);
        }
    }

    /// A view looks a few commits through one by one, and brings many together in a table.
    @Test
    void aViewStaysAsItWasHoweverManyCommitsCome() {
        put("a", "old");
        put("gone", "here");
        var view = image.now();
        for (int i = 0; i < 40; i++) {
            assertEquals("old", text(view, "a"));
            assertEquals("-", text(view, "n" + (i - 1)));
            assertEquals("here", text(view, "gone"));
            assertEquals(List.of("a", "gone"), List.copyOf(view.named("note").keySet()));
            put(i % 2 == 0 ? "a" : "n" + i, "new " + i);
            if (i == 10) {
                image.update(cause("remove"), change -> change.remove(Oid.named("note", "gone")));
            }
        }
        assertEquals("new 38", text(image.now(), "a"));
        assertEquals("-", text(image.now(), "gone"));
    }

    @Test
    void aNameThatNoHeapCouldHoldIsRefused() {
        var fault = assertThrows(ImageFault.class, () -> put("n".repeat(5000), "text"));
        assertTrue(fault.getMessage().contains("the longest allowed"), fault.getMessage());
        for (int i = 0; i < 60; i++) {
            put("%02d".formatted(i) + "n".repeat(4000), "text");
        }
        reopen();
        assertEquals(60, image.now().named("note").size());
        assertEquals(List.of(), image.verify());
    }

    /// Ctrl-C would close the files that the compaction works on.
    @Test
    void anInterruptBreaksNothing() {
        for (int i = 0; i < 200; i++) {
            put("n" + i, "text " + i);
        }
        Thread.currentThread().interrupt();
        image.compact(new Cause(Author.of("test"), "compact", -1), false);
        assertTrue(Thread.interrupted());
        for (int i = 0; i < 2000; i++) {
            put("m" + i, "text " + i);
        }
        assertEquals(List.of(), image.verify());
        reopen();
        assertEquals(2200, image.now().named("note").size());
        assertEquals(List.of(), image.verify());
    }

    /// Whoever reads ahead in a segment meets its end, which is cut off when the next one begins.
    @Test
    void thePastReadsWhileSegmentsEnd() throws Exception {
        var clock = InstantSource.system();
        var limits =
                new ImageLimits(
                        1024, 64 << 20, 1 << 20, 32 << 10, 256, 1 << 20, 1 << 20, keeping(1 << 20));
        try (var rolling =
                LivingImage.open(folder.resolve("rolling"), limits, clock, new Pulses(clock))) {
            var cause = new Cause(Author.of("test"), "roll", -1);
            var done = new AtomicBoolean();
            var faults = new ConcurrentLinkedQueue<Throwable>();
            var readers = new ArrayList<Thread>();
            for (int i = 0; i < 2; i++) {
                readers.add(
                        Thread.ofPlatform()
                                .start(() -> {
                                    while (!done.get() && faults.isEmpty()) {
                                        try {
                                            rolling.log(3);
                                        } catch (Throwable e) {
                                            faults.add(e);
                                        }
                                    }
                                }));
            }
            for (int i = 0; i < 1500 && faults.isEmpty(); i++) {
                rolling.commit(cause, Change.on(rolling.now()).put(note("n", "x" + i)));
            }
            done.set(true);
            for (var reader : readers) {
                reader.join();
            }
            assertEquals(List.of(), List.copyOf(faults));
            assertEquals(List.of(), rolling.verify());
        }
    }

    /// Each look at a snapshot meets the condensation at another step.
    @Test
    void aSnapshotIsTheSameWhileTheJournalIsCondensed() throws Exception {
        var clock = InstantSource.system();
        var limits =
                new ImageLimits(4096, 64 << 20, 1024, 32 << 10, 256, 1 << 20, 1 << 20, keeping(0));
        var home = folder.resolve("condensed");
        try (var condensed = LivingImage.open(home, limits, clock, new Pulses(clock))) {
            var cause = new Cause(Author.of("test"), "compact", -1);
            var before = condensed.save("s0").root();
            condensed.commit(cause, Change.on(condensed.now()).put(note("first", "1")));
            condensed.compact(cause, false);
            for (int i = 1; i < 40; i++) {
                condensed.commit(cause, Change.on(condensed.now()).put(note("n" + i, "1")));
                condensed.save("s" + i);
                condensed.commit(cause, Change.on(condensed.now()).put(note("n" + i, "2")));
            }
            var done = new AtomicBoolean();
            var faults = new TreeSet<String>();
            var watch =
                    Thread.ofPlatform()
                            .start(() -> {
                                do {
                                    condensed.verify().forEach(it -> faults.add(it.what()));
                                } while (!done.get());
                            });
            condensed.compact(cause, false);
            done.set(true);
            watch.join();
            assertEquals(Set.of(), faults);
            assertEquals(before, condensed.restore("s0", cause).root());
        }
    }

    @Nested
    class AfterReopening {
        @Test
        void everythingIsThereAndTheOpeningWasClean() {
            put("a", "1");
            put("a", "2");
            put("large", "x".repeat(5000));
            var oid = image.fresh();
            image.save("here");
            var root = image.now().root();
            reopen();
            assertInstanceOf(OpenOutcome.Clean.class, ((LivingImage) image).opened());
            assertEquals(root, image.now().root());
            assertEquals("2", text(image.now(), "a"));
            assertEquals("1", text(image.at(1), "a"));
            assertEquals(5000, text(image.now(), "large").length());
            assertEquals(3, image.log(10).size());
            assertEquals(List.of("a", "large"), List.copyOf(image.now().named("note").keySet()));
            assertEquals("here", image.snapshots().getFirst().name());
            assertTrue(image.fresh().value() > oid.value());
            assertEquals(List.of(), image.verify());
            image.undo(1, cause("undo"));
            assertEquals("-", text(image.now(), "large"));
        }

        @Test
        void aThousandNamesAreStillOneDirectory() {
            for (int i = 0; i < 50; i++) {
                var from = i * 20;
                image.update(
                        cause("20 more"),
                        change -> {
                            for (int j = from; j < from + 20; j++) {
                                change.put(note("n%04d".formatted(j), "x"));
                            }
                        });
            }
            image.update(cause("one less"), change -> change.remove(Oid.named("note", "n0500")));
            reopen();
            var names = image.now().named("note");
            assertEquals(999, names.size());
            assertEquals("n0000", names.firstEntry().getKey());
            assertEquals(List.of(), image.verify());
        }
    }

    @Nested
    class ASecondOwner {
        @Test
        void isToldWhoTheFirstIs() {
            var fault = assertThrows(ImageInUse.class, () -> open());
            assertTrue(
                    fault.getMessage().contains("pid " + ProcessHandle.current().pid()),
                    fault.getMessage());
            put("a", "still writable");
            assertThrows(ImageInUse.class, () -> open());
        }

        @Test
        void maySucceedTheFirst() {
            reopen();
            put("a", "1");
        }
    }

    @Nested
    class TheHome {
        @Test
        void thatIsNoFolderIsSaid() throws Exception {
            var file = Files.createFile(folder.resolve("file"));
            var link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("away"));
            for (var home : List.of(file, link)) {
                var clock = InstantSource.system();
                var fault =
                        assertThrows(
                                ImageFault.class,
                                () -> LivingImage.open(home, TINY, clock, new Pulses(clock)));
                assertTrue(
                        fault.getMessage()
                                .contains(home + ": is there already, and is not a folder"),
                        fault.getMessage());
            }
        }

        @Test
        void isForItsOwnerOnly() throws Exception {
            put("a", "x".repeat(5000));
            image.save("here");
            image.close();
            try (var files = Files.walk(folder.resolve("home"))) {
                for (var file : files.toList()) {
                    var mode =
                            java.nio.file.attribute.PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(file));
                    assertEquals(
                            Files.isDirectory(file) ? "rwx------" : "rw-------",
                            mode,
                            file.toString());
                }
            }
        }
    }
}
