package batos.image;

import batos.text.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The file `checkpoint`, and a copy of it in the folder of the heap, which takes its place should
/// it be lost. Without both the next opening rebuilds the heap from base and journal.
final class CheckpointFile {
    private final Path path;
    private final Path copy;
    private final CommitGate gate;
    private volatile boolean heapDistrusted;

    CheckpointFile(Path home, CommitGate gate) {
        this.path = path(home);
        this.copy = copy(home);
        this.gate = gate;
    }

    static Path path(Path home) {
        return home.resolve("checkpoint");
    }

    static Path copy(Path home) {
        return home.resolve("heap").resolve("checkpoint");
    }

    /// While the image is opened.
    static void saveBoth(Path home, Checkpoint checkpoint) throws IOException {
        checkpoint.save(copy(home));
        checkpoint.save(path(home));
    }

    @Nullable Checkpoint load() throws IOException {
        return Checkpoint.load(path);
    }

    synchronized void save(Checkpoint checkpoint) throws IOException {
        if (!heapDistrusted) {
            checkpoint.save(copy);
            checkpoint.save(path);
        }
    }

    /// The same for this run of the system only.
    synchronized void note(Checkpoint checkpoint) throws IOException {
        if (!heapDistrusted) {
            checkpoint.note(copy);
            checkpoint.note(path);
        }
    }

    boolean isHeapDistrusted() {
        return heapDistrusted;
    }

    /// Called when the heap file does not hold what the journal says: refuses commits and removes
    /// the checkpoint, so that the next opening rebuilds the heap.
    ///
    /// @return the fault and the next command
    synchronized String distrustHeap() {
        heapDistrusted = true;
        var message =
                "the heap file does not hold what the journal says; nothing is lost. Next: leave"
                        + " batos and start it again, which rebuilds the heap from the journal";
        gate.close(ImageFault.Reason.DAMAGED, "nothing was committed: " + message);
        try {
            Files.deleteIfExists(path);
            Files.deleteIfExists(copy);
            Disk.force(path.resolveSibling(""));
        } catch (IOException e) {
            throw new ImageFault(
                    ImageFault.Reason.DISK,
                    "cannot remove %s: %s. Next: remove it by hand, then start batos again"
                            .formatted(path, FileErrors.reason(e)),
                    e);
        }
        return message;
    }
}
