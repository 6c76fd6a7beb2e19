package batos.image;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The right to write an image: a lock on its file `lock`. The file `owner` beside it says who has
/// it.
///
/// The operating system gives the lock back when the process ends, however it ends: what an ended
/// process wrote into `owner` is a leftover and is simply overwritten. A POSIX lock is lost when
/// its process closes *any* descriptor of the locked file; that is why the words stand in another
/// file, and why a second opening within one process is recognised before the lock is touched.
final class ImageLock {
    private static final Logger LOG = Logger.getLogger("batos.image");

    private final Path words;
    private final RandomAccessFile file;
    private final FileLock lock;

    private ImageLock(Path words, RandomAccessFile file, FileLock lock) {
        this.words = words;
        this.file = file;
        this.lock = lock;
    }

    /// @throws ImageInUse when another process has it, or this one already
    static ImageLock of(Path home, Instant since) throws IOException {
        var words = home.resolve("owner");
        var self =
                "pid %d (started %s) on host %s"
                        .formatted(
                                ProcessHandle.current().pid(),
                                ProcessHandle.current().info().startInstant().orElse(Instant.MIN),
                                host());
        if (text(words).startsWith(self)) {
            throw owned(home, words);
        }
        var path = home.resolve("lock");
        Disk.create(path);
        var file = new RandomAccessFile(path.toFile(), "rw");
        var lock = lock(file);
        if (lock == null) {
            file.close();
            throw owned(home, words);
        }
        try {
            Disk.replace(
                    words, (self + ", since " + since + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The disk is full, or something else stands there: the lock holds without its words.
            LOG.log(Level.FINE, "the owner's name cannot be written", e);
        }
        return new ImageLock(words, file, lock);
    }

    private static ImageInUse owned(Path home, Path words) {
        return new ImageInUse(
                "the image %s belongs to %s, which takes no commands of others. Next: the same again when it has ended; image.wait_seconds in the settings tells how long to wait for that"
                        .formatted(home, text(words).strip()));
    }

    private static String text(Path words) {
        try {
            return Files.readString(words);
        } catch (IOException e) {
            return "a process that did not say who it is";
        }
    }

    private static @Nullable FileLock lock(RandomAccessFile file) throws IOException {
        try {
            return file.getChannel().tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    static String host() {
        try {
            return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
        } catch (IOException e) {
            return "unknown";
        }
    }

    void release() {
        try (file) {
            if (Files.isRegularFile(words)) {
                Files.deleteIfExists(words);
            }
            lock.release();
        } catch (IOException e) {
            // The process's end gives the lock back in any case.
        }
    }
}
