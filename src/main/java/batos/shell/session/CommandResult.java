package batos.shell.session;

import batos.app.ExitCode;
import java.util.LinkedHashMap;
import java.util.Map;

/// The result of a command: how it ended, the words for a person, and the same as a document for a
/// program.
///
/// With `--json` the document is printed, alone, on stdout; without it the text is, on stdout for
/// [ExitCode#DONE] and on stderr for every other end.
///
/// @param text lines without the last line's end; empty prints nothing. It need not be free of
///   terminal controls: the shell removes them
/// @param document a record, a map, a list or a scalar; [java.time.Instant], [java.nio.file.Path],
///   [java.time.Duration] and [batos.image.Oid] in it are written as text
public record CommandResult(ExitCode exit, String text, Object document) {
    public static CommandResult done(String text, Object document) {
        return new CommandResult(ExitCode.DONE, text, document);
    }

    /// The text alone tells it all; the document is `{"text": …}`.
    public static CommandResult done(String text) {
        return new CommandResult(ExitCode.DONE, text, Map.of("text", text));
    }

    /// It did not work; the document is `{"error": …, "exit": …}`.
    ///
    /// @param text names the thing, the place and the next command
    public static CommandResult failed(ExitCode exit, String text) {
        var document = new LinkedHashMap<String, Object>();
        document.put("error", text);
        document.put("exit", exit.code());
        return new CommandResult(exit, text, document);
    }

    public static CommandResult failed(String text) {
        return failed(ExitCode.FAILED, text);
    }
}
