package batos.memory;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Work on memory that goes on beside the prompt, one piece at a time: a long import, a
/// consolidation. It runs on a thread of its own, which an interrupt stops after the present batch;
/// the same command goes on from there. May be used from any thread.
public final class BackgroundWork implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Consumer<String> news;
    private final AtomicReference<@Nullable Running> running = new AtomicReference<>();

    /// @param news gets how a piece of work ended
    public BackgroundWork(Consumer<String> news) {
        this.news = news;
    }

    /// A piece of work.
    @FunctionalInterface
    public interface Task {
        /// @param progress gets how much is done, and of how much
        /// @return the outcome, in words; empty where nobody need hear it
        String run(BiConsumer<Integer, Integer> progress);
    }

    /// A piece of work that runs now, and its progress.
    public record Status(String name, int done, int of) {}

    private static final class Running {
        private final String name;
        private final Thread thread;
        private volatile Status status;

        Running(String name, Thread thread) {
            this.name = name;
            this.thread = thread;
            this.status = new Status(name, 0, 0);
        }
    }

    /// @return the name of the work that runs already; nothing when this one has begun
    public Optional<String> start(String name, Task task) {
        var begun = new Running[1];
        var thread =
                Thread.ofPlatform()
                        .daemon()
                        .name("memory work")
                        .unstarted(() -> run(begun[0], task));
        var mine = new Running(name, thread);
        begun[0] = mine;
        if (!running.compareAndSet(null, mine)) {
            var other = running.get();
            return Optional.of(other == null ? "another one" : other.name);
        }
        thread.start();
        return Optional.empty();
    }

    private void run(Running mine, Task task) {
        try {
            var text = task.run((done, of) -> mine.status = new Status(mine.name, done, of));
            running.compareAndSet(mine, null);
            if (!text.isEmpty()) {
                news.accept(mine.name + ": " + text);
            }
        } catch (RuntimeException e) {
            running.compareAndSet(mine, null);
            news.accept(mine.name + " failed: " + e.getMessage());
        }
    }

    /// Ends this work after its present batch, if it is what runs; returns at once.
    public void interrupt(String name) {
        var now = running.get();
        if (now != null && now.name.equals(name)) {
            now.thread.interrupt();
        }
    }

    public Optional<Status> status() {
        return Optional.ofNullable(running.get()).map(it -> it.status);
    }

    /// Ends what runs after its present batch, and waits for that.
    ///
    /// @return the name of the ended work
    public Optional<String> stop() {
        var now = running.get();
        if (now == null) {
            return Optional.empty();
        }
        now.thread.interrupt();
        try {
            now.thread.join(PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.of(now.name);
    }

    @Override
    public void close() {
        stop();
    }
}
