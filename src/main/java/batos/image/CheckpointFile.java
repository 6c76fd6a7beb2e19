package batos.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// The file `checkpoint`. Without it the next opening rebuilds the heap from base and journal.
final class CheckpointFile {
    private final Path path;
    private final CommitGate gate;
    private volatile boolean heapDistrusted;

    CheckpointFile(Path path, CommitGate gate) {
        this.path = path;
        this.gate = gate;
    }

    @Nullable Checkpoint load() throws IOException {
        return Checkpoint.load(path);
    }

    synchronized void save(Checkpoint checkpoint) throws IOException {
        if (!heapDistrusted) {
            checkpoint.save(path);
        }
    }

    boolean isHeapDistrusted() {
        return heapDistrusted;
    }

    /// Called when the heap file does not hold what the journal says: refuses commits and removes
    /// the checkpoint, so that the next opening rebuilds the heap.
    ///
    /// @return what is wrong and the next command
    synchronized String distrustHeap() {
        heapDistrusted = true;
        var message =
                "the heap file does not hold what the journal says; nothing is lost. Next: leave"
                    + " batos and start it again, which rebuilds the heap from the journal";
        gate.close("nothing was committed: " + message);
        try {
            Files.deleteIfExists(path);
            Disk.force(path.resolveSibling(""));
        } catch (IOException e) {
            throw new ImageFault(
                    "cannot remove %s: %s. Next: remove it by hand, then start batos again"
                            .formatted(path, FileErrors.reason(e)),
                    e);
        }
        return message;
    }
}
