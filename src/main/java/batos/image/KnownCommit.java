package batos.image;

import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A commit that some file of the home, other than the journal, says was acknowledged.
///
/// @param where the file that says so
record KnownCommit(long number, String where) {
    /// The latest known commit. A journal that ends before it has lost commits.
    static Optional<KnownCommit> latest(@Nullable Checkpoint checkpoint, Snapshots snapshots) {
        var held =
                checkpoint == null
                        ? Stream.<KnownCommit>empty()
                        : Stream.of(new KnownCommit(checkpoint.number(), "the checkpoint"));
        var named =
                snapshots.all().stream()
                        .map(it ->
                                new KnownCommit(it.number(), "snapshot %s".formatted(it.name())));
        return Stream.concat(held, named)
                .filter(it -> it.number > 0)
                .max(Comparator.comparingLong(KnownCommit::number));
    }
}
