package batos.motive.look;

import static java.nio.charset.StandardCharsets.UTF_8;

import batos.text.ForcedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/// The signs that earlier looks found, a fingerprint a line in a file beside the image: a step that
/// the Architect undoes is not done again because of the undo.
public final class SeenSigns {
    /// More than this many are let go, the oldest first.
    private static final int MOST = 10_000;

    private final Optional<Path> file;
    private final Set<String> seen;

    private SeenSigns(Optional<Path> file, Set<String> seen) {
        this.file = file;
        this.seen = seen;
    }

    /// For simulated time: is kept nowhere.
    public static SeenSigns inMemory() {
        return new SeenSigns(Optional.empty(), new LinkedHashSet<>());
    }

    public static SeenSigns open(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new SeenSigns(Optional.of(file), new LinkedHashSet<>());
        }
        var lines = new ArrayList<>(Files.readAllLines(file, UTF_8));
        if (lines.size() > MOST) {
            lines.subList(0, lines.size() - MOST / 2).clear();
            var next = file.resolveSibling(file.getFileName() + ".new");
            Files.write(next, lines, UTF_8);
            Files.move(next, file, java.nio.file.StandardCopyOption.ATOMIC_MOVE);
        }
        return new SeenSigns(Optional.of(file), new LinkedHashSet<>(lines));
    }

    synchronized boolean has(Sign sign) {
        return seen.contains(sign.fingerprint());
    }

    /// From now on these are known. A line that a kill cuts off is seen once more.
    public synchronized void add(Collection<Sign> signs) throws IOException {
        var text = new StringBuilder();
        for (var sign : signs) {
            if (seen.add(sign.fingerprint())) {
                text.append(sign.fingerprint()).append('\n');
            }
        }
        if (file.isPresent() && !text.isEmpty()) {
            if (!Files.exists(file.get())) {
                Files.createFile(file.get(), ForcedFile.ownerOnly());
            }
            Files.writeString(file.get(), text, UTF_8, StandardOpenOption.APPEND);
        }
    }
}
