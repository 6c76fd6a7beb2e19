package batos.image;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/// The image's identity, a random number written both in the home and beside its journal, so that a
/// journal of another image is recognised.
final class HomeIdentity {
    private static final String NAME = "identity";

    private final Path home;
    private final Path journal;

    HomeIdentity(Path home, Path journal) {
        this.home = home.resolve(NAME);
        this.journal = journal.resolve(NAME);
    }

    /// The reason why the journal is not this image's, if both are known and differ.
    Optional<String> contradiction() {
        var here = read(home);
        var there = read(journal);
        return here.isPresent() && there.isPresent() && !here.equals(there)
                ? Optional.of(
                        "the journal in %s belongs to another image: %s is %s, %s is %s"
                                .formatted(
                                        journal.getParent(),
                                        home,
                                        here.get(),
                                        journal,
                                        there.get()))
                : Optional.empty();
    }

    /// Writes the missing files: an older image has neither.
    void complete() throws IOException {
        var known = read(home).or(() -> read(journal)).orElseGet(() -> UUID.randomUUID() + "");
        if (read(home).isEmpty()) {
            write(home, known);
        }
        if (read(journal).isEmpty()) {
            write(journal, known);
        }
    }

    /// Gives the journal this image's identity, after a foreign one was set aside.
    void claimJournal() throws IOException {
        write(journal, read(home).orElseGet(() -> UUID.randomUUID() + ""));
        complete();
    }

    private static void write(Path file, String identity) throws IOException {
        Disk.replace(file, (identity + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    private static Optional<String> read(Path file) {
        try {
            var text = new String(Files.readAllBytes(file), StandardCharsets.US_ASCII).strip();
            return text.matches("[0-9a-f-]{36}") ? Optional.of(text) : Optional.empty();
        } catch (IOException missing) {
            return Optional.empty();
        }
    }
}
