package batos.crucible;

import com.github.dockerjava.api.exception.DockerException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/// Removes containers in the background, and again until dockerd knows them no more: it gives a
/// removal up where a sandbox takes longer to die than it waits, and a removal of its own, which
/// ours meets, can fail.
final class ContainerRemover implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch closing = new CountDownLatch(1);

    /// Does not wait.
    void remove(Containers containers, String id) {
        threads.execute(() -> {
            try {
                untilGone(containers, id);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void untilGone(Containers containers, String id) throws InterruptedException {
        var pause = PAUSE;
        boolean ends = false;
        while (!gone(containers, id, ends)) {
            ends = closing.await(pause.toMillis(), TimeUnit.MILLISECONDS);
            if (ends) {
                Thread.sleep(PAUSE);
            } else if (pause.compareTo(LONGEST_PAUSE) < 0) {
                pause = pause.multipliedBy(2);
            }
        }
    }

    /// @param ends whether to wait no more for a dockerd that does not answer: the next start reaps
    ///   the rest
    private static boolean gone(Containers containers, String id, boolean ends) {
        try {
            return containers.remove(id);
        } catch (DockerException e) {
            return false;
        } catch (RuntimeException e) {
            return ends;
        }
    }

    /// Waits for removals under way, for a bounded time.
    @Override
    public void close() {
        closing.countDown();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                threads.shutdownNow();
            }
        } catch (InterruptedException e) {
            threads.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
