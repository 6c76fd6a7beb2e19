package batos.image;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicLong;

/// Writing that is on the disk when it returns, and that an interrupted thread does not break:
/// [FileChannel] closes itself when its thread is interrupted, [RandomAccessFile] does not.
interface Disk {
    Disk REAL = PosixSyncedFile::new;

    /// Opens a file to write behind its end; creates it, readable by its owner only.
    SyncedFile open(Path path) throws IOException;

    /// A file whose every write is forced.
    interface SyncedFile extends Closeable {
        void write(long at, byte[] bytes, int length) throws IOException;

        /// Makes the file longer by zeros, and forces that.
        default void extend(long at, int length) throws IOException {
            write(at, new byte[length], length);
        }

        /// Cuts the file, and forces that.
        void cut(long length) throws IOException;
    }

    /// Opened for synchronous data writes (`O_DSYNC`): one system call writes and forces.
    final class PosixSyncedFile implements SyncedFile {
        private final Path path;
        private final RandomAccessFile file;

        PosixSyncedFile(Path path) throws IOException {
            this.path = path;
            create(path);
            file = new RandomAccessFile(path.toFile(), "rwd");
        }

        @Override
        public void write(long at, byte[] bytes, int length) throws IOException {
            file.seek(at);
            file.write(bytes, 0, length);
        }

        @Override
        public void extend(long at, int length) throws IOException {
            try (var unforced = new RandomAccessFile(path.toFile(), "rw")) {
                Zeros.write(unforced, at, length);
                unforced.getFD().sync();
            }
        }

        @Override
        public void cut(long length) throws IOException {
            file.setLength(length);
            file.getFD().sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    static void create(Path path) throws IOException {
        if (!Files.exists(path)) {
            Files.createFile(
                    path,
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString("rw-------")));
        }
    }

    /// Creates a folder that only its owner may enter; leaves one that is there as it is.
    static void folder(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            var mode = PosixFilePermissions.fromString("rwx------");
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(mode));
        }
    }

    /// Writes a whole file so that after a crash either the old or the new one is there.
    static void replace(Path path, byte[] bytes) throws IOException {
        replace(path, bytes, true);
        force(path.resolveSibling(""));
    }

    /// The same for this run of the system: a power failure may leave neither.
    static void replaceUnforced(Path path, byte[] bytes) throws IOException {
        replace(path, bytes, false);
    }

    private static void replace(Path path, byte[] bytes, boolean forced) throws IOException {
        var aside = path.resolveSibling(path.getFileName() + ".new");
        try {
            create(aside);
            try (var file = new RandomAccessFile(aside.toFile(), "rw")) {
                file.write(bytes);
                file.setLength(bytes.length);
                if (forced) {
                    file.getFD().sync();
                }
            }
            Files.move(
                    aside,
                    path,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            Files.deleteIfExists(aside);
            throw e;
        }
    }

    /// The bytes of all files in a folder, as far as they stay there during the count.
    static long size(Path folder) throws IOException {
        var bytes = new AtomicLong();
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        bytes.addAndGet(attributes.size());
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException gone) {
                        return FileVisitResult.CONTINUE;
                    }
                });
        return bytes.get();
    }

    /// Forces a folder: its list of names.
    static void force(Path folder) throws IOException {
        var interrupted = false;
        try {
            while (true) {
                try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                    return;
                } catch (ClosedByInterruptException e) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
