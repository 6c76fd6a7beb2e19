package batos.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import batos.JavaProcess;
import batos.Patience;
import batos.SmallDisk;
import batos.nerve.Pulses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the image does to the machine, and the machine to the image.
final class SurroundingsIT {
    @TempDir Path folder;
    private SmallDisk disk;

    /// Opens an image, commits, reads and closes.
    static final class Once {
        public static void main(String[] args) {
            try (var image = open(Path.of(args[0]), ImageLimits.standard())) {
                for (int i = 0; i < 50; i++) {
                    put(image, "a" + i, "x");
                }
                if (image.now().named("note").size() != 50 || !image.verify().isEmpty()) {
                    System.out.println("not as expected");
                }
            }
        }
    }

    private static LivingImage open(Path home, ImageLimits limits) {
        var clock = InstantSource.system();
        return LivingImage.open(home, limits, clock, new Pulses(clock));
    }

    private static void put(Image image, String name, String text) {
        image.update(
                new Cause(Author.of("test"), name, image.now().number()),
                change -> change.put(Notes.note(name, text)));
    }

    private static int run(Path output, List<String> command)
            throws IOException, InterruptedException {
        var process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        assertTrue(process.waitFor(Patience.SECONDS, TimeUnit.SECONDS), "it did not end");
        return process.exitValue();
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            disk.close();
        }
    }

    private void mount(String options) throws Exception {
        disk = SmallDisk.mount(folder.resolve("disk"), options);
    }

    @Nested
    class AnOpening {
        @Test
        void saysNothingAndTouchesNoNetwork() throws Exception {
            var output = folder.resolve("output");
            var command = new ArrayList<String>();
            var trace = folder.resolve("trace");
            var traced = Files.isExecutable(Path.of("/usr/bin/strace"));
            if (traced) {
                command.addAll(
                        List.of(
                                "strace",
                                "-f",
                                "--seccomp-bpf",
                                "-o",
                                trace.toString(),
                                "-e",
                                "trace=connect,bind,sendto,sendmsg"));
            }
            command.addAll(
                    JavaProcess.command(List.of(), Once.class, folder.resolve("home").toString()));
            assertEquals(0, run(output, command), () -> text(output));
            assertEquals("", text(output));
            assumeTrue(traced, "needs strace to see the network");
            assertFalse(text(trace).contains("AF_INET"), () -> text(trace));
        }

        private static String text(Path file) {
            try {
                return Files.readString(file);
            } catch (IOException e) {
                return e.toString();
            }
        }
    }

    @Nested
    class AFullDisk {
        /// At every amount of room left, from none to enough.
        @Test
        void costsNoEntryOfTheHeapFile() throws Exception {
            mount("size=2m");
            var mounted = disk.path();
            for (int room = 0; room < 40; room++) {
                var path = mounted.resolve(room + ".map");
                var file = HeapFile.create(path, CellSizes.alike(2048, 128));
                var ballast = mounted.resolve("ballast");
                disk.fill(ballast, room * 4096L * 3);
                var expected = new HashMap<Long, byte[]>();
                var refused = 0;
                var random = new Random(room);
                for (int i = 0; i < 4000; i++) {
                    var key = random.nextLong(2000);
                    var value = new byte[random.nextInt(1, 400)];
                    random.nextBytes(value);
                    try {
                        file.put(key, value);
                        expected.put(key, value);
                    } catch (HeapFile.Full | UncheckedIOException full) {
                        refused++;
                    }
                }
                assertTrue(refused > 0, "it never was full");
                HeapFileTest.holds(expected, file, room);
                file.close();
                var again = HeapFile.open(path);
                HeapFileTest.holds(expected, again, room);
                again.close();
                Files.delete(path);
                Files.delete(ballast);
            }
        }

        @Test
        void refusesCommitsInWordsLosesNothingAndTakesThemAgainWhenThereIsRoom() throws Exception {
            mount("size=12m");
            var mounted = disk.path();
            var home = mounted.resolve("home");
            var limits =
                    new ImageLimits(
                            1 << 20,
                            64 << 20,
                            1 << 20,
                            1 << 20,
                            8192,
                            1 << 20,
                            1 << 19,
                            LivingImageTest.keeping(100));
            var ballast = mounted.resolve("ballast");
            Files.write(ballast, new byte[2 << 20]);
            long number;
            String root;
            try (var image = open(home, limits)) {
                var fault =
                        assertThrows(
                                ImageFault.class,
                                () -> {
                                    for (int i = 0; i < 4000; i++) {
                                        put(image, "n" + i % 500, "x".repeat(4000));
                                    }
                                });
                assertEquals(ImageFault.Reason.NO_ROOM, fault.reason(), fault.getMessage());
                number = image.now().number();
                root = image.now().root();
                assertTrue(number > 100);
                assertEquals(List.of(), image.verify());
                Files.delete(ballast);
                put(image, "after", "room again");
            }
            try (var image = open(home, limits)) {
                assertEquals(number + 1, image.now().number());
                assertEquals(root, image.at(number).root());
                assertEquals(List.of(), image.verify());
            }
        }
    }

    @Nested
    class ADiskThatMayNotBeWritten {
        @Test
        void letsEverythingBeReadAndNothingCommitted() throws Exception {
            mount("size=40m");
            var home = disk.path().resolve("home");
            try (var image = open(home, ImageLimits.standard().with(LivingImageTest.keeping(5)))) {
                image.update(
                        new Cause(Author.of("test"), "a", 1),
                        change -> change.put(Notes.note("a", "x".repeat(70_000))));
            }
            disk.remount("ro");
            try (var image = open(home, ImageLimits.standard())) {
                assertInstanceOf(OpenOutcome.ReadOnly.class, image.opened());
                assertEquals(
                        70_000, image.now().get("note", "a").orElseThrow().text("text").length());
                assertEquals(1, image.log(10).size());
                assertEquals(List.of(), image.verify());
                image.export(folder.resolve("export"));
                var fault =
                        assertThrows(
                                ImageFault.class,
                                () ->
                                        image.update(
                                                new Cause(Author.of("test"), "b", 2),
                                                change -> change.put(Notes.note("b", "1"))));
                assertTrue(
                        fault.getMessage().contains(home + " cannot be written"),
                        fault::getMessage);
            }
        }
    }
}
