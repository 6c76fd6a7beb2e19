package batos.image;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Keeps the resident part of the mapped heap files within a bound: once a second while they are
/// read, and once after that, all their pages leave this process when they are more. The system
/// keeps them in its cache, and gives pages that the process reads again back to it, 16 at a time.
final class ResidentPages {
    private static final long LOOK_NANOS = 1_000_000_000L;

    private final Path folder;
    private final long bound;

    /// The resident size of the JVM's own mapped files, in bytes.
    private final long others;

    /// Set by the first read after a look; no lock, as a late look does no harm.
    private boolean touched;

    ResidentPages(Path folder, long bound) {
        this.folder = folder;
        this.bound = bound;
        this.others = bound == Long.MAX_VALUE ? 0 : FilePages.resident();
    }

    /// To be called for each read; costs one comparison.
    void touch() {
        if (!touched) {
            touched = true;
            CompletableFuture.delayedExecutor(LOOK_NANOS, TimeUnit.NANOSECONDS).execute(this::look);
        }
    }

    private void look() {
        if (FilePages.resident() - others > bound) {
            HeapMaps.drop(folder);
        }
        touched = false;
    }
}
