package batos.nerve;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/// A file of frames, one a line, that grows at its end. It is not forced to disk: the system keeps
/// the writes of a killed process.
///
/// The threads that write to it may be interrupted, as a command's are by Ctrl-C. A
/// [java.nio.channels.FileChannel] would close itself then, for every later command, too.
final class FrameFile implements AutoCloseable {
    private final RandomAccessFile file;

    private FrameFile(RandomAccessFile file) {
        this.file = file;
    }

    /// Puts a file with these frames in place of what is there.
    static FrameFile replacing(Path path, Iterable<Frame> frames) throws IOException {
        var next = path.resolveSibling(path.getFileName() + ".new");
        Files.deleteIfExists(next);
        Files.createFile(
                next,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        var fresh = new FrameFile(new RandomAccessFile(next.toFile(), "rw"));
        try {
            for (var frame : frames) {
                fresh.append(frame);
            }
            Files.move(next, path, StandardCopyOption.ATOMIC_MOVE);
            return fresh;
        } catch (IOException e) {
            fresh.close();
            Files.deleteIfExists(next);
            throw e;
        }
    }

    /// Appends the frame, or nothing.
    void append(Frame frame) throws IOException {
        var end = file.length();
        file.seek(end);
        try {
            file.write(frame.encoded());
        } catch (IOException e) {
            file.setLength(end);
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
