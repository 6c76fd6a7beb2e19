package batos.image;

import batos.nerve.Pulses;
import batos.text.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Opens the image of a home: to write where the home can be written, to read where it cannot or
/// where the disk is full.
record ImageAccess(Path home, ImageLimits limits, InstantSource clock, Pulses pulses, Disk disk) {
    /// @throws ImageInUse when another process has it
    /// @throws ImageFault when it cannot be opened; the message says why and what to do
    LivingImage open() {
        try {
            HomeFolder.prepare(home);
            return Files.isWritable(home) ? writable() : open(HeapFiles.IN_MEMORY, null);
        } catch (IOException e) {
            throw new ImageFault(
                    ImageFault.Reason.DISK,
                    "cannot open the image %s: %s. Next: mend that, or choose another --home"
                            .formatted(home, FileErrors.message(e)),
                    e);
        }
    }

    /// A disk without room for what an opening has to write still gives the image to read.
    private LivingImage writable() throws IOException {
        var lock = ImageLock.of(home, clock.instant());
        try {
            return open(HeapFiles.ON_DISK, lock);
        } catch (IOException e) {
            if (!FileErrors.isFull(e)) {
                lock.release();
                throw e;
            }
        } catch (RuntimeException e) {
            if (!(e.getCause() instanceof IOException io && FileErrors.isFull(io))) {
                lock.release();
                throw e;
            }
        }
        try {
            return open(HeapFiles.IN_MEMORY, lock);
        } catch (IOException | RuntimeException e) {
            lock.release();
            throw e;
        }
    }

    private LivingImage open(HeapFiles files, @Nullable ImageLock lock) throws IOException {
        var snapshots =
                Snapshots.open(
                        home.resolve("snapshots.json"),
                        clock.instant(),
                        files == HeapFiles.ON_DISK);
        var found = ImageOpener.open(home, limits, clock, disk, snapshots, files);
        return LivingImage.over(this, found, snapshots, lock);
    }
}
