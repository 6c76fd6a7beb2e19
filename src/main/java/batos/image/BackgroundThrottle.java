package batos.image;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/// The pauses of a long work in the background, so that commits have the processors and the disk
/// for most of the time: after each megabyte it rests three times as long as that took.
final class BackgroundThrottle {
    private static final int PORTION = 1 << 20;
    private static final int FACTOR = 3;
    private static final long LONGEST_NANOS = 50_000_000;

    private final BooleanSupplier wanted;
    private long left = PORTION;
    private long began = System.nanoTime();

    /// @param wanted whether there is anybody to rest for
    BackgroundThrottle(boolean wanted) {
        this(() -> wanted);
    }

    /// @param wanted is asked before each rest
    BackgroundThrottle(BooleanSupplier wanted) {
        this.wanted = wanted;
    }

    /// To be called after so many bytes more.
    void after(long bytes) {
        left -= bytes;
        if (left <= 0 && wanted.getAsBoolean()) {
            var taken = System.nanoTime() - began;
            LockSupport.parkNanos(Math.min(LONGEST_NANOS, FACTOR * taken));
            left = PORTION;
            began = System.nanoTime();
        }
    }
}
