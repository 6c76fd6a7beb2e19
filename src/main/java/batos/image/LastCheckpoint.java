package batos.image;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// The last checkpoint, and whether it outlasts a power failure.
///
/// While commits go on, a heap file that was written rests without being forced: the disk would
/// write a hundred megabytes for it, and each commit of that time would wait. Until they pause the
/// checkpoint holds for this run of the system, as the journal does for any. For one thread.
final class LastCheckpoint {
    /// So long after the last one a checkpoint is forced while commits go on as well.
    private static final long LONGEST_NANOS = 30_000_000_000L;

    private final Heap heap;
    private final CheckpointFile file;
    private volatile @Nullable Checkpoint last;
    private boolean forced;
    private long forcedAt = System.nanoTime();

    /// @param found the checkpoint that the heap file was opened with; null when it was rebuilt
    LastCheckpoint(Heap heap, CheckpointFile file, @Nullable Checkpoint found) {
        this.heap = heap;
        this.file = file;
        this.last = found;
        this.forced = found != null && found.phase().isForced();
    }

    @Nullable Checkpoint get() {
        return last;
    }

    /// To be called before the heap file is written.
    void folding() throws IOException {
        var before = last;
        if (before != null) {
            var now = before.with(Checkpoint.Phase.FOLDING, Checkpoint.thisBoot());
            if (forced) {
                file.save(now);
            } else {
                file.note(now);
            }
        }
        forced = false;
    }

    /// To be called when the heap file was written and rests.
    ///
    /// @param quiet whether nobody commits meanwhile, or somebody waits for it
    void rests(Checkpoint done, boolean quiet) throws IOException {
        if (quiet || System.nanoTime() - forcedAt > LONGEST_NANOS) {
            force(done);
        } else {
            file.note(done.at(done.heap(), Checkpoint.Phase.RESTING));
        }
        last = done;
    }

    /// Forces the heap file where that was left for later.
    void settle() throws IOException {
        var now = last;
        if (!forced && now != null) {
            force(now);
        }
    }

    private void force(Checkpoint done) throws IOException {
        heap.file().force();
        file.save(done.at(done.heap(), Checkpoint.Phase.OPEN));
        forced = true;
        forcedAt = System.nanoTime();
    }

    /// The image is closed.
    void closed(Checkpoint closed) throws IOException {
        if (!forced) {
            heap.file().force();
        }
        file.save(closed);
    }
}
