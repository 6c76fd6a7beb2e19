package batos.app;

import batos.text.FileErrors;
import batos.text.Utf8;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The files of a home that are a convenience: nothing that was lived is in them, and batos starts
/// without them. One that is a folder, or is not UTF-8, is set aside under another name, so that a
/// fresh one can be written. `history` is not among them: the prompt leaves a bad one as it is.
final class OptionalFiles {
    private static final List<String> NAMES =
            List.of(
                    "tokens.today",
                    ".tokens.today.new",
                    "pins.agreed",
                    ".pins.agreed.new",
                    "pulses",
                    "pulses.new",
                    "replies",
                    "replies.new",
                    "server.last",
                    "motive.budget",
                    "motive.seen",
                    "motive.seen.new");

    /// Whatever bytes they hold.
    private static final List<String> LOGS =
            List.of("owner.log", TraceLog.NAME, TraceLog.NAME + ".1");

    private OptionalFiles() {}

    /// Only the owner of the home may ask for it.
    ///
    /// @return one line for each that was set aside, or would have to be
    static List<String> setAside(Path home) {
        var said = new ArrayList<String>();
        for (var name : NAMES) {
            var file = home.resolve(name);
            folder(file).or(() -> bytes(file)).ifPresent(fault -> said.add(setAside(file, fault)));
        }
        for (var name : LOGS) {
            var file = home.resolve(name);
            folder(file).ifPresent(fault -> said.add(setAside(file, fault)));
        }
        return said;
    }

    private static Optional<String> folder(Path file) {
        return Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)
                ? Optional.of("a folder")
                : Optional.empty();
    }

    private static Optional<String> bytes(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            Utf8.decode(Files.readAllBytes(file));
            return Optional.empty();
        } catch (Utf8.Malformed e) {
            return Optional.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return Optional.of("not readable (" + FileErrors.reason(e) + ")");
        }
    }

    private static String setAside(Path file, String fault) {
        try {
            for (int n = 1; ; n++) {
                var to = file.resolveSibling(file.getFileName() + ".aside." + n);
                if (!Files.exists(to, LinkOption.NOFOLLOW_LINKS)) {
                    Files.move(file, to);
                    return "%s in the home is %s: set aside as %s; a new one begins empty"
                            .formatted(file.getFileName(), fault, to.getFileName());
                }
            }
        } catch (IOException e) {
            return "%s in the home is %s, and is not used. Next: move it away"
                    .formatted(file.getFileName(), fault);
        }
    }
}
