package batos.image;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One commit that waits for its turn, and the thread that waits for it.
final class CommitRequest {
    private final Cause cause;
    private final Work work;
    private final Thread waiting = Thread.currentThread();
    private volatile @Nullable Commit done;
    private volatile @Nullable Throwable failed;

    CommitRequest(Cause cause, Work work) {
        this.cause = cause;
        this.work = work;
    }

    sealed interface Work {
        /// Writes made on a state, with the objects that they replace.
        record Known(StateView base, List<ObjectWrite> writes, List<PriorObject> replaced)
                implements Work {}

        /// A way to compute the writes on the exact state that they are applied to.
        record Computed(Function<StateView, List<ObjectWrite>> writes) implements Work {}
    }

    Cause cause() {
        return cause;
    }

    Work work() {
        return work;
    }

    /// A computed commit is alone in its batch: it sees the state that it is applied to.
    boolean isAlone() {
        return work instanceof Work.Computed;
    }

    boolean isOpen() {
        return done == null && failed == null;
    }

    void done(Commit commit) {
        done = commit;
        wake();
    }

    void failed(Throwable why) {
        failed = why;
        wake();
    }

    /// A permit for the thread that runs would end its next wait for nothing.
    void wake() {
        if (waiting != Thread.currentThread()) {
            LockSupport.unpark(waiting);
        }
    }

    /// The commit, once this is no longer open.
    Commit result() throws Conflict {
        var commit = done;
        if (commit != null) {
            return commit;
        }
        switch (failed) {
            case Conflict conflict -> throw conflict;
            case ImageFault fault ->
                    throw new ImageFault(fault.reason(), String.valueOf(fault.getMessage()), fault);
            case RuntimeException e -> throw e;
            case null -> throw new AssertionError("neither done nor failed");
            default ->
                    throw new ImageFault(
                            ImageFault.Reason.DISK, "the commit failed: " + failed, failed);
        }
    }
}
