package batos;

import java.time.Duration;
import java.util.function.Supplier;

/// How long a test waits for what must come: a bound that only a hang exceeds, also at a load of
/// 50.
public final class Patience {
    public static final Duration BOUND = Duration.ofMinutes(5);
    public static final long SECONDS = BOUND.toSeconds();
    private static final long LONGEST_PAUSE = 200;

    private Patience() {}

    /// What is looked at again and again until it holds.
    @FunctionalInterface
    public interface Condition<X extends Exception> {
        boolean holds() throws X;
    }

    /// Returns as soon as the condition holds.
    ///
    /// @throws AssertionError with the description, when it does not hold within the bound
    public static <X extends Exception> void until(
            Supplier<String> description, Condition<X> condition) throws X, InterruptedException {
        var end = System.nanoTime() + BOUND.toNanos();
        for (var pause = 5L;
                !condition.holds();
                pause = Math.min(LONGEST_PAUSE, pause + pause / 4 + 1)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "after " + BOUND.toMinutes() + " minutes: " + description.get());
            }
            Thread.sleep(pause);
        }
    }

    /// As above, with a description that is known before.
    public static <X extends Exception> void until(String description, Condition<X> condition)
            throws X, InterruptedException {
        until(() -> description, condition);
    }

    /// Returns as soon as the thread waits, with a bound or without one, or has ended.
    public static void untilWaiting(Thread thread) throws InterruptedException {
        until(
                () -> thread + " is " + thread.getState(),
                () ->
                        switch (thread.getState()) {
                            case WAITING, TIMED_WAITING, TERMINATED -> true;
                            case NEW, RUNNABLE, BLOCKED -> false;
                        });
    }

    /// Waits for the end of a thread.
    public static void join(Thread thread) throws InterruptedException {
        if (!thread.join(BOUND)) {
            throw new AssertionError(thread + " has not ended");
        }
    }
}
