package batos.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import batos.nerve.Pulses;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A heap file that was written while commits went on is forced when they pause. Until then its
/// checkpoint holds for this run of the system.
class LastCheckpointTest {
    private static final int NOTES = 20;
    private static final ImageLimits SMALL =
            new ImageLimits(
                    1 << 20,
                    64 << 20,
                    1 << 16,
                    32 << 10,
                    16 << 10,
                    1 << 20,
                    1 << 20,
                    LivingImageTest.keeping(100_000));

    @TempDir Path home;

    private LivingImage opened() {
        var clock = InstantSource.system();
        return LivingImage.open(home, SMALL, clock, new Pulses(clock));
    }

    private static void put(Image image, int i) {
        image.update(
                new Cause(Author.ARCHITECT, "put " + i, i),
                change -> {
                    for (int j = 0; j < NOTES; j++) {
                        change.put(Notes.note("n" + j, "text " + i + " of " + j));
                    }
                });
    }

    private Checkpoint checkpoint() throws IOException {
        return Objects.requireNonNull(Checkpoint.load(CheckpointFile.path(home)));
    }

    @Test
    void isForcedWhenCommitsPause() throws Exception {
        try (var image = opened()) {
            var enough = new AtomicBoolean();
            var committing =
                    Thread.ofPlatform()
                            .start(() -> {
                                for (int i = 0; !enough.get(); i++) {
                                    put(image, i);
                                }
                            });
            try {
                Patience.until(
                        "every fold was forced",
                        () -> checkpoint().phase() == Checkpoint.Phase.RESTING);
            } finally {
                enough.set(true);
                Patience.join(committing);
            }
            Patience.until(
                    "the heap is not forced", () -> checkpoint().phase() == Checkpoint.Phase.OPEN);
        }
        assertEquals(Checkpoint.Phase.CLOSED, checkpoint().phase());
    }

    @Test
    void isOfUseInTheRunOfTheSystemThatWroteItAndInNoOther() throws Exception {
        try (var image = opened()) {
            put(image, 1);
        }
        CheckpointFile.saveBoth(
                home, checkpoint().with(Checkpoint.Phase.RESTING, Checkpoint.thisBoot()));
        try (var image = opened()) {
            assertFalse(image.opened().line().contains("rebuilt"), image.opened().line());
        }
        CheckpointFile.saveBoth(
                home, checkpoint().with(Checkpoint.Phase.RESTING, "an earlier run"));
        try (var image = opened()) {
            assertTrue(
                    image.opened().line().contains("rebuilt after a power failure"),
                    image.opened().line());
            assertEquals("text 1 of 3", Notes.text(image.now(), "n3"));
            assertEquals(List.of(), image.verify());
        }
    }
}
