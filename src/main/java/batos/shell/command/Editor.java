package batos.shell.command;

import batos.app.CommandFailure;
import batos.app.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;

/// The Architect's own editor, on a file of its own. Ctrl-C is the editor's: neither the shell that
/// starts it nor this process ends by it.
final class Editor {
    private Editor() {}

    /// Blocks until the editor ends.
    ///
    /// @param ending of the file's name, by which editors know a language
    /// @throws Trouble when it cannot be started, ends with an error, or leaves nothing
    static String edit(String text, String ending) {
        var command = command(System.getenv());
        try {
            var file = Files.createTempFile("batos-", ending);
            try {
                Files.writeString(file, text);
                var started = "trap : INT; " + command + " \"$1\"";
                var words = List.of("/bin/sh", "-c", started, "sh", file.toString());
                var ended = new ProcessBuilder(words).inheritIO().start().waitFor();
                if (ended != 0) {
                    throw new CommandFailure(
                            ExitCode.FAILED,
                            command + " ended with " + ended + "; nothing was changed");
                }
                var edited = Files.readString(file).strip();
                if (edited.isEmpty()) {
                    throw new CommandFailure(
                            ExitCode.FAILED, "the text came back empty; nothing was changed");
                }
                return edited;
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.FAILED,
                    "cannot start " + command + ". Next: set EDITOR, then the same again",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure(ExitCode.INTERRUPTED, "interrupted; nothing was changed", e);
        }
    }

    private static String command(Map<String, String> environment) {
        var visual = environment.getOrDefault("VISUAL", "");
        return visual.isBlank() ? environment.getOrDefault("EDITOR", "vi") : visual;
    }
}
