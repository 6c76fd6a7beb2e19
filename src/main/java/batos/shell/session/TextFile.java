package batos.shell.session;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import batos.text.Utf8;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Reads files that the Architect names.
public final class TextFile {
    private TextFile() {}

    /// @param next the advice where it cannot be read, for example `give a file of the language`
    /// @throws CommandFailure with the reason
    public static String read(Path file, String next) {
        try {
            if (Files.isDirectory(file)) {
                throw failed(file + " is a folder", next, null);
            }
            return Utf8.decode(Files.readAllBytes(file));
        } catch (Utf8.Malformed e) {
            throw failed(file + " is " + e.getMessage(), next, e);
        } catch (AccessDeniedException e) {
            throw failed("may not read " + file, next, e);
        } catch (IOException e) {
            throw failed("no file to read at " + file, next, e);
        }
    }

    private static CommandFailure failed(
            String what, String next, @org.jspecify.annotations.Nullable Exception cause) {
        var message = what + ". Next: " + next;
        return cause == null
                ? new CommandFailure(ExitCode.USAGE, message)
                : new CommandFailure(ExitCode.USAGE, message, cause);
    }
}
