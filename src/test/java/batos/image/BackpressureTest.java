package batos.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.nerve.Pulses;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Commits wait for a heap file that is not brought up to date for long; they do not fill the
/// memory.
class BackpressureTest {
    private static final int COMMITS = 60;
    private static final int NOTES = 20;
    private static final int CHARACTERS = 8_000;
    private static final ImageLimits SMALL =
            new ImageLimits(
                    1 << 20,
                    64 << 20,
                    1 << 20,
                    32 << 10,
                    16 << 10,
                    1 << 20,
                    1 << 20,
                    LivingImageTest.keeping(100_000));

    @TempDir Path home;

    @Test
    void stopsCommittersUntilTheHeapIsFolded() throws InterruptedException {
        var clock = InstantSource.system();
        try (var image = LivingImage.open(home, SMALL, clock, new Pulses(clock))) {
            put(image, 0);
            var resting = new CountDownLatch(1);
            var go = new CountDownLatch(1);
            var verifying =
                    Thread.ofPlatform()
                            .start(() ->
                                    image.verify((what, done, of) -> {
                                        resting.countDown();
                                        awaited(go);
                                    }));
            awaited(resting); // no fold may run while the heap is looked through
            var committing =
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 1; i < COMMITS; i++) {
                                    put(image, i);
                                }
                            });
            var most = Backpressure.most(SMALL.foldBytes());
            long seen = 0;
            for (int still = 0; still < 30 && committing.isAlive(); ) {
                Thread.sleep(20);
                var now = image.heap().tableBytes();
                still = now > most && now == seen ? still + 1 : 0;
                seen = now;
            }
            assertTrue(seen > most && seen < most + 2L * NOTES * CHARACTERS, seen + " of " + most);
            go.countDown();
            committing.join();
            verifying.join();
            assertEquals(COMMITS * NOTES, image.now().named("note").size());
            assertEquals(List.of(), image.verify());
        }
    }

    private static void put(LivingImage image, int i) {
        image.update(
                new Cause(Author.ARCHITECT, "put " + i, 0),
                change -> {
                    for (int j = 0; j < NOTES; j++) {
                        change.put(Notes.note("n" + i + "-" + j, text(i * NOTES + j)));
                    }
                });
    }

    /// Does not compress to much less.
    private static String text(int number) {
        var text = new StringBuilder();
        for (long word = number;
                text.length() < CHARACTERS;
                word = word * 6364136223846793005L + 1) {
            text.append(word);
        }
        return text.toString();
    }

    private static void awaited(CountDownLatch latch) {
        try {
            assertTrue(latch.await(120, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
