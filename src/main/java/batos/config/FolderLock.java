package batos.config;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// The advisory lock of a configuration folder: whoever writes one of its files holds it. The lock
/// file stays, and a process that dies lets go of it.
final class FolderLock implements AutoCloseable {
    private static final int TRIES = 200;
    private static final int PAUSE_MS = 25;

    private final FileChannel channel;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /// Waits up to 5 seconds for another writer.
    ///
    /// @throws IOException when the folder cannot be written or the lock stays taken
    static FolderLock take(Path folder) throws IOException {
        Files.createDirectories(folder);
        var file = folder.resolve(".lock");
        if (!RegularFile.isOpen(file)) {
            throw new IOException(file + " is no file. Next: remove it, then try again");
        }
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            for (int i = 0; i < TRIES; i++) {
                if (tryLock(channel)) {
                    return new FolderLock(channel);
                }
                Thread.sleep(PAUSE_MS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            channel.close();
            throw new IOException("interrupted while waiting for " + file, e);
        }
        channel.close();
        throw new IOException(file + " is held by another process. Next: end it, then try again");
    }

    private static boolean tryLock(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
