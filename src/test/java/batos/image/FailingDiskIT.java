package batos.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.nerve.Pulses;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that does not do what it is told, and a thread that is interrupted while it tells it.
final class FailingDiskIT {
    private static final int COMMITS = 12;

    @TempDir Path home;
    private final List<String> roots = new ArrayList<>();

    @BeforeEach
    void fill() {
        try (var image = open(home)) {
            for (int i = 1; i <= COMMITS; i++) {
                put(image, "n" + i % 5, "value " + i);
            }
            roots.add(image.now().root());
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

    @Nested
    class ADiskThatFails {
        private boolean failing;
        private boolean failingTwice;

        private final Disk disk =
                path -> {
                    var real = Disk.REAL.open(path);
                    return new Disk.SyncedFile() {
                        @Override
                        public void write(long at, byte[] bytes, int length) throws IOException {
                            if (failing) {
                                real.write(at, bytes, length / 2);
                                throw new IOException("Input/output error");
                            }
                            real.write(at, bytes, length);
                        }

                        @Override
                        public void cut(long length) throws IOException {
                            if (failingTwice) {
                                throw new IOException("Input/output error");
                            }
                            real.cut(length);
                        }

                        @Override
                        public void close() throws IOException {
                            real.close();
                        }
                    };
                };

        private LivingImage open() {
            var clock = InstantSource.system();
            return LivingImage.open(home, ImageLimits.standard(), clock, new Pulses(clock), disk);
        }

        @Test
        void refusesTheCommitSaysSoAndGoesOnWhenItWorksAgain() {
            try (var image = open()) {
                failing = true;
                var fault = assertThrows(ImageFault.class, () -> put(image, "a", "1"));
                assertEquals(ImageFault.Reason.DISK, fault.reason());
                assertTrue(fault.getMessage().contains("Input/output error"), fault.getMessage());
                assertEquals(roots.getLast(), image.now().root());
                failing = false;
                put(image, "a", "2");
                roots.add(image.now().root());
            }
            try (var image = FailingDiskIT.open(home)) {
                assertEquals(roots.getLast(), image.now().root());
                assertEquals(List.of(), image.verify());
            }
        }

        @Test
        void thatCannotEvenCutWhatItHalfWroteEndsAllWriting() {
            try (var image = open()) {
                failing = true;
                failingTwice = true;
                assertThrows(ImageFault.class, () -> put(image, "a", "1"));
                failing = false;
                failingTwice = false;
                var fault = assertThrows(ImageFault.class, () -> put(image, "a", "1"));
                assertEquals(ImageFault.Reason.DISK, fault.reason());
                assertTrue(fault.getMessage().contains("safe"), fault.getMessage());
            }
            try (var image = FailingDiskIT.open(home)) {
                assertEquals(roots.getLast(), image.now().root());
                put(image, "a", "2");
            }
        }
    }

    @Nested
    class AnInterruptedThread {
        @Test
        void breaksNothing() {
            try (var image = open(home)) {
                for (int i = 0; i < 20; i++) {
                    Thread.currentThread().interrupt();
                    put(image, "a", "x".repeat(i * 2000));
                    assertTrue(Thread.interrupted());
                }
                Thread.currentThread().interrupt();
                assertEquals(20 + COMMITS, image.log(100).size());
                assertThrows(VerifyInterrupted.class, image::verify);
                assertTrue(Thread.interrupted());
                assertEquals(List.of(), image.verify());
            }
        }
    }
}
