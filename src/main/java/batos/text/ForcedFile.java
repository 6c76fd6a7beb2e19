package batos.text;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Files that are forced to disk, whether or not their thread is interrupted meanwhile: a
/// [FileChannel] closes itself then, and what was to be written is lost.
public final class ForcedFile {
    private ForcedFile() {}

    /// Makes a file with this content.
    ///
    /// @throws java.nio.file.FileAlreadyExistsException when it exists, a link included
    public static void create(Path file, byte[] content, FileAttribute<?>... attributes)
            throws IOException {
        Files.createFile(file, attributes);
        try (var out = new FileOutputStream(file.toFile())) {
            out.write(content);
            out.getFD().sync();
        }
    }

    /// Of a file that only its owner reads and writes.
    public static FileAttribute<?> ownerOnly() {
        return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    }

    /// Forces a folder: its list of names.
    public static void folder(Path folder) throws IOException {
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
