package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.text.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/// A file that a command writes because the Architect named it. One that is there is replaced only
/// where that was asked for, and as a whole or not at all; a device or a pipe is written to.
final class OutputFile {
    /// Writes the content to a file.
    @FunctionalInterface
    interface Content {
        void writeTo(Path file) throws IOException;
    }

    private OutputFile() {}

    /// @param force whether a file that is there is replaced
    /// @throws CommandFailure when there is one and it is not, or when it cannot be written
    static void write(Path file, boolean force, Content content) {
        refuseReplacing(file, force);
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                content.writeTo(file);
                return;
            }
            replace(Files.exists(file) ? file.toRealPath() : file, content);
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED, "cannot write " + file + ": " + FileErrors.reason(e), e);
        }
    }

    /// @throws CommandFailure when the file is there and is not to be replaced
    static void refuseReplacing(Path file, boolean force) {
        if (!force && Files.isRegularFile(file)) {
            throw new CommandFailure(
                    ExitCode.FAILED, file + " exists. Next: the same with --force replaces it");
        }
    }

    private static void replace(Path file, Content content) throws IOException {
        var aside = file.resolveSibling("." + file.getFileName() + ".new");
        try {
            content.writeTo(aside);
            Files.move(
                    aside,
                    file,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
