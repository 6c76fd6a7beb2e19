package batos.image;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/// Keeps the resident part of the mapped heap files within a bound: once a second while they are
/// used, and after each half megabyte that is written, all their pages leave this process when they
/// are more; where nobody has used them for a second, also when they are fewer. The system keeps
/// them in its cache, and gives pages that the process reads again back to it, 16 at a time.
final class ResidentPages {
    private static final long LOOK_NANOS = 1_000_000_000L;

    /// Bytes of cells that are written between two looks: each lies on a page of its own, and the
    /// way to it on another.
    private static final long PORTION = 512 << 10;

    private static final long FEW = 8L << 20;

    private final Path folder;
    private final long bound;

    /// The resident bytes of the JVM's own mapped files.
    private final long others;

    private enum Use {
        /// No look is planned.
        NONE,
        /// A look is planned; nobody has used the files since the last one.
        PAUSED,
        /// A look is planned, and the files were used since the last one.
        USED
    }

    private final AtomicReference<Use> use = new AtomicReference<>(Use.NONE);
    private long written;

    ResidentPages(Path folder, long bound) {
        this.folder = folder;
        this.bound = bound;
        this.others = bound == Long.MAX_VALUE ? 0 : FilePages.resident();
    }

    /// To be called for each read; costs one comparison.
    void touch() {
        if (use.get() != Use.USED && use.getAndSet(Use.USED) == Use.NONE) {
            later();
        }
    }

    /// To be called for each cell that is written. For one thread.
    void wrote(int bytes) {
        touch();
        written += bytes;
        if (written >= PORTION) {
            written = 0;
            drop(bound);
        }
    }

    private void later() {
        CompletableFuture.delayedExecutor(LOOK_NANOS, TimeUnit.NANOSECONDS).execute(this::look);
    }

    private void look() {
        if (use.compareAndSet(Use.USED, Use.PAUSED)) {
            drop(bound);
            later();
            return;
        }
        drop(Math.min(bound, FEW));
        if (!use.compareAndSet(Use.PAUSED, Use.NONE)) { // used meanwhile
            later();
        }
    }

    private void drop(long most) {
        if (bound != Long.MAX_VALUE && FilePages.resident() - others > most) {
            HeapMaps.drop(folder);
        }
    }
}
