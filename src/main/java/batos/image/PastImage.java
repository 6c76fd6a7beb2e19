package batos.image;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/// An image as it was after one of its commits: it can be asked everything and changed by nothing.
public final class PastImage implements Image {
    private final Image image;
    private final View then;

    /// @throws ImageFault when the journal does not hold that state any more
    public PastImage(Image image, long number) {
        this.image = image;
        this.then = image.at(number);
    }

    private ImageFault past() {
        return new ImageFault(
                "the state after commit "
                        + then.number()
                        + " is past, and nothing can be changed there. Next: image restore "
                        + then.number()
                        + " makes it the present");
    }

    @Override
    public View now() {
        return then;
    }

    @Override
    public View at(long number) {
        if (number > then.number()) {
            throw new ImageFault(
                    "commit "
                            + number
                            + " lies after commit "
                            + then.number()
                            + ", seen from there");
        }
        return image.at(number);
    }

    @Override
    public Oid fresh() {
        return image.fresh();
    }

    @Override
    public Commit commit(Cause cause, Change change) {
        throw past();
    }

    @Override
    public long update(Cause cause, Consumer<Change> edit) {
        throw past();
    }

    @Override
    public List<Commit> log(int limit) {
        return image.log(Integer.MAX_VALUE).stream()
                .filter(commit -> commit.number() <= then.number())
                .limit(limit)
                .toList();
    }

    @Override
    public List<Commit> log(Oid oid, int limit) {
        return image.log(oid, Integer.MAX_VALUE).stream()
                .filter(commit -> commit.number() <= then.number())
                .limit(limit)
                .toList();
    }

    @Override
    public List<Deed> deeds(int limit) {
        throw past();
    }

    @Override
    public Commit undo(int deeds, Cause cause) {
        throw past();
    }

    @Override
    public Commit restore(String nameOrNumber, Cause cause) {
        throw past();
    }

    @Override
    public Snapshot save(String name) {
        throw past();
    }

    @Override
    public List<Snapshot> snapshots() {
        return image.snapshots().stream()
                .filter(snapshot -> snapshot.number() <= then.number())
                .toList();
    }

    @Override
    public void delete(String snapshot) {
        throw past();
    }

    @Override
    public List<Difference> diff(View a, View b) {
        return image.diff(a, b);
    }

    @Override
    public List<String> verify(Progress progress) {
        return image.verify(progress);
    }

    @Override
    public Path home() {
        return image.home();
    }

    /// The present goes on.
    @Override
    public void close() {}
}
