package batos.image;

import org.jspecify.annotations.Nullable;

/// The switch that accepts or refuses commits. A part that finds a fault that forbids writing
/// closes it; each commit checks it on the thread that leads the batch.
final class CommitGate {
    private volatile @Nullable String refusal;

    /// From now on every commit fails with this message.
    void close(String why) {
        refusal = why;
    }

    void open() {
        refusal = null;
    }

    boolean isClosed() {
        return refusal != null;
    }

    /// @throws ImageFault with the reason while commits are refused
    void check() {
        var why = refusal;
        if (why != null) {
            throw new ImageFault(why);
        }
    }
}
