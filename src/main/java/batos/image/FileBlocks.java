package batos.image;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/// Gives every block of a heap file a place on the disk: writing to a hole of a mapped file on a
/// full disk would stop the process, here it is an exception. Who names the file in a checkpoint
/// forces it before.
final class FileBlocks {
    private static final int BLOCK = 1 << 16;

    /// Less is written in the time that binding the call to reserve it takes.
    private static final long WORTH_RESERVING = 8 << 20;

    private FileBlocks() {}

    /// Fills the holes of a file.
    static void fill(Path path) throws IOException {
        var length = path.toFile().length();
        if (length >= WORTH_RESERVING && FilePages.reserve(path, 0, length)) {
            return;
        }
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            var block = new byte[BLOCK];
            for (long at = 0; at < length; at += block.length) {
                var size = (int) Math.min(block.length, length - at);
                file.seek(at);
                file.readFully(block, 0, size);
                file.seek(at);
                file.write(block, 0, size);
            }
        }
    }

    /// Makes a file at least so long.
    ///
    /// @throws UncheckedIOException when the disk is full
    static void lengthen(Path path, long needed) {
        var end = (needed + BLOCK - 1) / BLOCK * BLOCK;
        var at = path.toFile().length();
        if (end - at >= WORTH_RESERVING && FilePages.reserve(path, at, end - at)) {
            return;
        }
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            Zeros.write(file, at, end - at);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
