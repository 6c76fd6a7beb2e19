package batos.image;

import java.util.List;
import java.util.function.Consumer;

/// An image as it was after one of its commits: it can be asked everything and changed by nothing.
public final class PastImage extends BorrowedImage {
    private final View then;

    /// @throws ImageFault when the journal does not hold that state any more
    public PastImage(Image image, long number) {
        super(image, number);
        this.then = image.at(number);
    }

    @Override
    ImageFault refusal() {
        return new ImageFault(
                ImageFault.Reason.UNSUPPORTED,
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
    public Commit commit(Cause cause, Change change) {
        throw refusal();
    }

    @Override
    public long update(Cause cause, Consumer<Change> edit) {
        throw refusal();
    }

    @Override
    public List<Commit> log(int limit) {
        return shown(image.log(Integer.MAX_VALUE), limit);
    }

    @Override
    public List<Commit> log(Oid oid, int limit) {
        return shown(image.log(oid, Integer.MAX_VALUE), limit);
    }

    @Override
    public List<Difference> diff(View a, View b) {
        return image.diff(a, b);
    }
}
