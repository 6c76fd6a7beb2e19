package batos.image;

import org.jspecify.annotations.Nullable;

/// The switch that accepts or refuses commits. A part that finds a fault that forbids writing
/// closes it; each commit checks it on the thread that leads the batch.
final class CommitGate {
    private record Refusal(ImageFault.Reason reason, String message) {}

    private volatile @Nullable Refusal refusal;

    /// From now on every commit fails with this reason and message.
    void close(ImageFault.Reason reason, String message) {
        refusal = new Refusal(reason, message);
    }

    void open() {
        refusal = null;
    }

    boolean isClosed() {
        return refusal != null;
    }

    /// @throws ImageFault with the reason while commits are refused
    void check() {
        var closed = refusal;
        if (closed != null) {
            throw new ImageFault(closed.reason(), closed.message());
        }
    }
}
