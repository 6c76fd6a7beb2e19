package batos.image;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/// The end of the image's own threads. [ExecutorService#close()] would cut their work off when the
/// closing thread is interrupted; a checkpoint or a compaction must not be.
final class ExecutorShutdown {
    private ExecutorShutdown() {}

    /// Returns when all tasks have ended; an interrupt is kept for the caller.
    static void of(ExecutorService thread) {
        thread.shutdown();
        var interrupted = false;
        while (!thread.isTerminated()) {
            try {
                thread.awaitTermination(1, TimeUnit.DAYS);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
