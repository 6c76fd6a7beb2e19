package batos.image;

import java.nio.file.Path;
import java.util.List;

/// An image that shows another one up to one of its states. It keeps nothing: closing it leaves the
/// other image open, and what would save, undo or restore is refused.
abstract class BorrowedImage implements Image {
    final Image image;
    private final long newest;

    /// @param newest the number of the newest commit that is shown
    BorrowedImage(Image image, long newest) {
        this.image = image;
        this.newest = newest;
    }

    /// The reason why nothing can be saved, undone or restored here.
    abstract ImageFault refusal();

    /// The commits of the other image up to the newest that is shown, the latest first.
    final List<Commit> shown(List<Commit> commits, int limit) {
        return commits.stream().filter(commit -> commit.number() <= newest).limit(limit).toList();
    }

    @Override
    public final Oid fresh() {
        return image.fresh();
    }

    @Override
    public final long numbered() {
        return image.numbered();
    }

    @Override
    public final List<Deed> deeds(int limit) {
        throw refusal();
    }

    @Override
    public final Commit undo(int deeds, Cause cause) {
        throw refusal();
    }

    @Override
    public final Commit restore(String nameOrNumber, Cause cause) {
        throw refusal();
    }

    @Override
    public final Snapshot save(String name) {
        throw refusal();
    }

    @Override
    public final List<Snapshot> snapshots() {
        return image.snapshots().stream().filter(snapshot -> snapshot.number() <= newest).toList();
    }

    @Override
    public final void delete(String snapshot) {
        throw refusal();
    }

    @Override
    public final List<VerifyFault> verify(Progress progress) {
        return image.verify(progress);
    }

    @Override
    public final Path home() {
        return image.home();
    }

    /// The other image stays open.
    @Override
    public final void close() {}
}
