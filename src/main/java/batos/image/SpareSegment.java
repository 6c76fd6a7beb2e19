package batos.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// The file of the next journal segment, filled with zeros before it is needed: a commit that makes
/// its segment longer waits for the disk twenty to forty times as long as another. It is made only
/// while commits are dense, on a thread of its own, and never holds a commit.
///
/// Everything but [#make] is for the thread that appends, except [#drop].
final class SpareSegment {
    /// Bytes of the shortest segment that is made ahead.
    private static final long WORTH_MAKING = 4L << 20;

    private static final int STEP = 1 << 20;

    /// Commits are dense when half a segment is filled in this time.
    private static final long DENSE_NANOS = 5_000_000_000L;

    /// The disk has to have this many times as much left.
    private static final long ROOM = 16;

    private final Path path;
    private final long length;
    private final Disk disk;
    private long began;
    private volatile @Nullable Thread making;
    private volatile boolean ready;
    private volatile boolean ended;

    /// @param length of a segment, in bytes
    SpareSegment(Path path, long length, Disk disk) {
        this.path = path;
        this.length = (length + STEP - 1) / STEP * STEP;
        this.disk = disk;
    }

    /// Deletes what a kill left.
    void clear() throws IOException {
        Files.deleteIfExists(path);
    }

    /// To be called after each append.
    ///
    /// @param end where the present segment ends now
    void prepare(long end) {
        if (making == null
                && end > length / 2
                && length >= WORTH_MAKING
                && System.nanoTime() - began < DENSE_NANOS) {
            making = Thread.ofPlatform().daemon().name("image-spare").start(this::make);
        }
    }

    /// A disk without room for it is none's trouble: the segments then grow as they are filled.
    private void make() {
        try {
            clear();
            if (path.resolveSibling("").toFile().getUsableSpace() < ROOM * length) {
                return;
            }
            try (var file = disk.open(path)) {
                var rests = new BackgroundThrottle(() -> !ended);
                for (long at = 0; at < length; at += STEP) {
                    if (ended) {
                        return;
                    }
                    file.extend(at, STEP);
                    rests.after(STEP);
                }
            }
            ready = true;
        } catch (IOException e) {
            path.toFile().delete();
        }
    }

    /// Makes it the segment `target`.
    ///
    /// @return its length; 0 where there is none, and nothing was done
    synchronized long become(Path target, byte[] header) throws IOException {
        began = System.nanoTime();
        if (!ready) {
            return 0;
        }
        ready = false;
        making = null;
        try (var file = disk.open(path)) {
            file.write(0, header, header.length);
        }
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        return length;
    }

    /// Gives its place on the disk back: commits pause.
    synchronized void drop() throws IOException {
        if (ready) {
            ready = false;
            making = null;
            clear();
        }
    }

    /// Ends making it, and deletes it.
    void close() throws IOException {
        ended = true;
        var maker = making;
        var interrupted = false;
        while (maker != null && maker.isAlive()) {
            try {
                maker.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (maker != null) {
            clear();
        }
    }
}
