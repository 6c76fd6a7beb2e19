package batos.image;

import batos.text.FileErrors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The folder of an image. batos refuses a folder with other files in it, and makes only a folder
/// that it creates private.
public final class HomeFolder {
    /// Each of them is there only where an image is.
    private static final List<String> MARKS =
            List.of("journal", "checkpoint", "heap", "identity", "base", "lock", "ledger.ndjson");

    /// Files of other rooms, which may be there before the image.
    private static final Set<String> OURS =
            Set.of(
                    "config",
                    "codex.toml",
                    "settings.toml",
                    "snapshots.json",
                    "vectors",
                    "large",
                    "deltas",
                    "history",
                    "owner.log",
                    "trace.log",
                    "tokens.today",
                    "pins.agreed",
                    "pulses",
                    "replies",
                    "README.md",
                    "lost+found");

    private HomeFolder() {}

    /// Creates the folder where there is none.
    ///
    /// @throws ImageFault when it holds files of others and no image
    public static void prepare(Path home) throws IOException {
        if (Files.notExists(home, LinkOption.NOFOLLOW_LINKS)) {
            Disk.folder(home);
            return;
        }
        if (!Files.isDirectory(home)) {
            throw new ImageFault(
                    "cannot open the image %s: is there already, and is not a folder. Next: choose another --home"
                            .formatted(home));
        }
        if (MARKS.stream().anyMatch(mark -> Files.exists(home.resolve(mark)))) {
            return;
        }
        try (var list = Files.list(home)) {
            var other =
                    list.map(path -> path.getFileName().toString())
                            .filter(name -> !OURS.contains(name) && !name.startsWith("."))
                            .sorted()
                            .findFirst();
            if (other.isPresent()) {
                throw new ImageFault(
                        "%s holds other files (%s) and no image. Next: choose a new or an empty folder as --home"
                                .formatted(home, other.get()));
            }
        }
    }

    /// The length of all files in it.
    static long bytes(Path home) {
        try {
            return Disk.size(home);
        } catch (IOException e) {
            throw new ImageFault(
                    ImageFault.Reason.DISK, "cannot list " + home + ": " + FileErrors.reason(e), e);
        }
    }
}
