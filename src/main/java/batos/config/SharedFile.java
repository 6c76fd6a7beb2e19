package batos.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A text file that the program and an editor may write at the same time. The program applies its
/// change to whatever the editor left: it swaps the new text in, reads the one swapped out, and if
/// that is not the expected text, makes the change again from it.
final class SharedFile {
    /// The milliseconds of watching the swapped-out file for an editor that had it open and writes
    /// in place.
    private static final int LINGER_MS = 25;

    private static final int TRIES = 50;

    private final Path file;
    private final Optional<AtomicSwap> exchange = AtomicSwap.available();

    SharedFile(Path file) {
        this.file = file;
    }

    /// A change of the text.
    @FunctionalInterface
    interface Edit {
        /// @param text the present text; empty where there is no file
        /// @throws ConfigFault when it cannot be changed; the file is left as it is
        String apply(Optional<String> text) throws ConfigFault;
    }

    void rewrite(Edit edit) throws ConfigFault, IOException {
        var real = Files.isSymbolicLink(file) ? file.toRealPath() : file;
        var base = text(real);
        var expected = base;
        for (int i = 0; i < TRIES; i++) {
            String edited;
            try {
                edited = edit.apply(base);
            } catch (ConfigFault e) {
                if (!base.equals(expected) && base.isPresent()) {
                    AtomicFile.write(real, base.get().getBytes(StandardCharsets.UTF_8));
                }
                throw e;
            }
            if (base.isEmpty() || exchange.isEmpty()) {
                base = text(real);
                if (base.equals(expected)) {
                    AtomicFile.write(real, edited.getBytes(StandardCharsets.UTF_8));
                    return;
                }
                expected = base;
                continue;
            }
            var out = swap(real, edited, exchange.get());
            if (out.isEmpty() || out.equals(expected)) {
                return;
            }
            base = out;
            expected = Optional.of(edited);
        }
        throw new IOException(file + " is being written by something else all the time");
    }

    /// Swaps `edited` in and answers the former text, once an editor that writes in place is done
    /// with it.
    private Optional<String> swap(Path real, String edited, AtomicSwap by)
            throws ConfigFault, IOException {
        var aside = AtomicFile.temporary(real);
        Files.deleteIfExists(aside);
        AtomicFile.prepare(aside, edited.getBytes(StandardCharsets.UTF_8));
        AtomicFile.keepPermissions(real, aside);
        if (!by.swap(aside, real)) {
            Files.deleteIfExists(aside);
            throw new IOException(file + " cannot be swapped; it is left as it is");
        }
        AtomicFile.forceFolder(real);
        Pause.of(LINGER_MS);
        var out = text(aside);
        Files.deleteIfExists(aside);
        return out;
    }

    private static Optional<String> text(Path path) throws ConfigFault {
        return Files.exists(path) ? Optional.of(TomlTree.readText(path)) : Optional.empty();
    }
}
