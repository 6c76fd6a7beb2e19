package batos.mind;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.concurrent.TimeUnit;

/// Decides which call runs next, where only so many models fit into memory at once. Calls of a
/// loaded model go together; a call that waits for another model is overtaken only so often.
final class ModelScheduler {
    /// After this many calls of loaded models the oldest waiting call gets its own model.
    private static final int OVERTAKEN = 8;

    private final int places;
    private final Map<String, Integer> running = new HashMap<>();
    private final SequencedSet<String> loaded = new LinkedHashSet<>();
    private final Deque<Waiting> queue = new ArrayDeque<>();

    /// @param places how many models are in memory at once
    ModelScheduler(int places) {
        this.places = places;
    }

    private static final class Waiting {
        private final String model;
        private int overtaken;

        Waiting(String model) {
            this.model = model;
        }
    }

    /// A permission to call, or its refusal.
    ///
    /// @param evict the model that must leave memory first
    record Turn(boolean granted, Optional<String> evict) {}

    /// Waits for the model's turn, at most so long. The caller gives a granted turn back with
    /// [#end].
    synchronized Turn begin(String model, Duration patience) throws InterruptedException {
        var waiting = new Waiting(model);
        var deadline = System.nanoTime() + patience.toNanos();
        queue.addLast(waiting);
        try {
            while (!mayStart(waiting)) {
                var left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (left <= 0) {
                    return new Turn(false, Optional.empty());
                }
                wait(left);
            }
            return grant(waiting);
        } finally {
            queue.remove(waiting);
            notifyAll();
        }
    }

    private boolean mayStart(Waiting waiting) {
        var first = queue.stream().filter(other -> other.overtaken >= OVERTAKEN).findFirst();
        if (first.isPresent() && !first.get().model.equals(waiting.model)) {
            return false;
        }
        if (loaded.contains(waiting.model)) {
            return true;
        }
        var oldest = queue.stream().filter(other -> !loaded.contains(other.model)).findFirst();
        var turn = oldest.isPresent() && oldest.get().model.equals(waiting.model);
        return turn && (loaded.size() < places || idle().isPresent());
    }

    private Optional<String> idle() {
        return loaded.stream().filter(model -> !running.containsKey(model)).findFirst();
    }

    private Turn grant(Waiting waiting) {
        for (var older : queue) {
            if (older == waiting) {
                break;
            }
            older.overtaken++;
        }
        Optional<String> evict = Optional.empty();
        if (!loaded.contains(waiting.model) && loaded.size() >= places) {
            evict = idle();
            evict.ifPresent(loaded::remove);
        }
        loaded.remove(waiting.model);
        loaded.addLast(waiting.model);
        running.merge(waiting.model, 1, Integer::sum);
        return new Turn(true, evict);
    }

    synchronized void end(String model) {
        running.computeIfPresent(model, (name, count) -> count == 1 ? null : count - 1);
        notifyAll();
    }
}
