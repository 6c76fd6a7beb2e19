package batos.faces;

import batos.app.DeedQueue;
import java.util.Arrays;

/// The threads of this process that wait for their turn in a queue of deeds.
public final class WaitingDeeds {
    private WaitingDeeds() {}

    /// Returns as soon as so many wait.
    public static void await(int many) throws InterruptedException {
        while (count() < many) {
            Thread.sleep(10);
        }
    }

    private static long count() {
        return Thread.getAllStackTraces().entrySet().stream()
                .filter(thread -> thread.getKey().getState() == Thread.State.WAITING)
                .filter(thread ->
                        Arrays.stream(thread.getValue())
                                .anyMatch(frame ->
                                        frame.getClassName().equals(DeedQueue.class.getName())
                                                && frame.getMethodName().equals("run")))
                .count();
    }
}
