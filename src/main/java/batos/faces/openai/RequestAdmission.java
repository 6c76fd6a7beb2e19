package batos.faces.openai;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/// Limits the requests that run or wait for their turn at once. An admitted request waits in the
/// order of coming (see [batos.app.DeedQueue]); others get 429. Safe for use by any thread.
final class RequestAdmission {
    private final IntSupplier most;
    private final AtomicInteger inside = new AtomicInteger();

    /// @param most the limit, looked up for each request
    RequestAdmission(IntSupplier most) {
        this.most = most;
    }

    /// Lets a request in; whoever asked closes the place when it has ended.
    ///
    /// @throws ApiFault when as many as may are inside
    Place enter() {
        var limit = most.getAsInt();
        if (inside.incrementAndGet() > limit) {
            inside.decrementAndGet();
            throw ApiFault.busy(limit);
        }
        return inside::decrementAndGet;
    }

    interface Place extends AutoCloseable {
        @Override
        void close();
    }
}
