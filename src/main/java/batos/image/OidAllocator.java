package batos.image;

import java.util.concurrent.atomic.AtomicLong;

/// Hands out identities for anonymous objects, each once. For use by any thread.
final class OidAllocator {
    private final AtomicLong next;

    OidAllocator(long next) {
        this.next = new AtomicLong(next);
    }

    Oid fresh() {
        return new Oid(next.getAndIncrement());
    }

    /// From now on fresh identities are `number` or beyond.
    void reserve(long number) {
        next.accumulateAndGet(number, Math::max);
    }

    /// The number that the next fresh identity gets.
    long next() {
        return next.get();
    }
}
