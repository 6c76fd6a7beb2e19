package batos.faces;

import batos.Patience;
import batos.app.DeedQueue;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;

/// The threads of this process that wait for their turn in a queue of deeds.
public final class WaitingDeeds {
    private WaitingDeeds() {}

    /// Returns as soon as so many wait.
    public static void await(int many) throws InterruptedException {
        Patience.until(() -> count() + " wait, not " + many, () -> count() >= many);
    }

    private static long count() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getState() == Thread.State.WAITING)
                .filter(thread -> awaitsItsTurn(thread.getValue()))
                .count();
    }

    /// Not the thread whose deed runs and waits for something else.
    private static boolean awaitsItsTurn(StackTraceElement[] stack) {
        var at = 0;
        while (at < stack.length
                && !(stack[at].getClassName().equals(DeedQueue.class.getName())
                        && stack[at].getMethodName().equals("run"))) {
            at++;
        }
        return at < stack.length
                && Arrays.stream(stack, 0, at)
                        .anyMatch(frame ->
                                frame.getClassName().equals(ReentrantLock.class.getName()));
    }
}
