package batos.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// Deletes the files of large objects that neither the base, the journal nor a delta refers to.
final class LargeFileSweep {
    private final ObjectCodec codec;
    private final Journal journal;
    private final DeltaFiles deltas;
    private final GroupCommit commits;

    LargeFileSweep(ObjectCodec codec, Journal journal, DeltaFiles deltas, GroupCommit commits) {
        this.codec = codec;
        this.journal = journal;
        this.deltas = deltas;
        this.commits = commits;
    }

    /// @param needed the files that the base refers to
    /// @param began younger files stay: a commit under way may need them
    void run(Set<String> needed, Instant began) throws IOException {
        if (!Files.isDirectory(codec.folder())) {
            return;
        }
        var seen = commits.latest().view().number();
        addFiles(journal.first(), seen, needed);
        for (var from : deltas.starts()) {
            deltas.read(from)
                    .before()
                    .values()
                    .forEach(cell -> BaseWriter.addLargeFile(cell, needed));
        }
        for (var file : codec.without(needed)) {
            seen = delete(file, seen, needed, began);
        }
    }

    /// Deletes one file while no commit runs: a restore that was computed before the journal forgot
    /// something may meanwhile have brought a reference to it back.
    private long delete(Path file, long seen, Set<String> needed, Instant began)
            throws IOException {
        try {
            return commits.exclusively(state -> {
                var latest = state.view().number();
                addFiles(seen + 1, latest, needed);
                if (!needed.contains(file.getFileName().toString())) {
                    try {
                        codec.sweep(file, began);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
                return latest;
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void addFiles(long from, long to, Set<String> needed) {
        for (var number = from; number <= to; number++) {
            for (var edit : edits(number)) {
                BaseWriter.addLargeFile(edit.before, needed);
                BaseWriter.addLargeFile(edit.after, needed);
            }
        }
    }

    /// The changes of a commit; none where its record is damaged, which then leads to no file.
    private List<Edit> edits(long number) {
        try {
            return journal.entry(number).edits();
        } catch (DamagedData e) {
            return List.of();
        }
    }
}
