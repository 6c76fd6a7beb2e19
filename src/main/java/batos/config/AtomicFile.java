package batos.config;

import batos.text.ForcedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file that is replaced as a whole or not at all: a temporary file in the same folder, forced to
/// disk, renamed over the old one, the folder forced to disk.
final class AtomicFile {
    private AtomicFile() {}

    /// The temporary name is hidden and always the same, so that a crash leaves at most one.
    static Path temporary(Path file) {
        return file.resolveSibling("." + file.getFileName() + ".new");
    }

    static void write(Path file, byte[] content) throws IOException {
        var temporary = temporary(file);
        Files.deleteIfExists(temporary);
        prepare(temporary, content);
        if (Files.exists(file)) {
            keepPermissions(file, temporary);
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        forceFolder(file);
    }

    /// @throws java.nio.file.FileAlreadyExistsException when it exists, a link included
    static void prepare(Path file, byte[] content) throws IOException {
        ForcedFile.create(file, content);
    }

    static void keepPermissions(Path from, Path to) throws IOException {
        if (Files.getFileStore(from).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        }
    }

    static void forceFolder(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            ForcedFile.folder(folder);
        }
    }
}
