package batos.crucible;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/// Keeps a few containers warm and starts the next ones in the background. A container is given
/// once and never comes back. After a failed start the next one is tried only on demand, and at
/// most once in [#PAUSE]: each failure can leave a piece of a sandbox behind.
final class ContainerPool implements Interpreter.Source, AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(5);

    /// Starts containers.
    interface Starter {
        /// Starts one; blocking.
        ContainerInterpreter start() throws Interpreter.Unready, InterruptedException;

        /// @throws Cell.Unready when none can be expected any more, because dockerd hangs
        void demandAnswer() throws Interpreter.Unready;
    }

    private final Starter starter;
    private final int size;
    private final ExecutorService threads;
    private final Deque<ContainerInterpreter> warm = new ArrayDeque<>();
    private int starting;
    private int waiting;
    private boolean closed;
    private Interpreter.@Nullable Unready fault;
    private long faultAt;

    ContainerPool(Starter starter, int size, ExecutorService threads) {
        this.starter = starter;
        this.size = size;
        this.threads = threads;
    }

    /// Starts filling; does not wait.
    synchronized void fill() {
        while (!closed
                && starting < size
                && warm.size() + starting < size + waiting
                && !pausing()) {
            starting++;
            threads.execute(this::one);
        }
    }

    private boolean pausing() {
        return fault != null && System.nanoTime() - faultAt < PAUSE.toNanos();
    }

    private void one() {
        ContainerInterpreter cell = null;
        Interpreter.Unready failed = null;
        try {
            cell = starter.start();
        } catch (Interpreter.Unready e) {
            failed = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            starting--;
            fault = failed;
            faultAt = System.nanoTime();
            if (cell != null && !closed) {
                warm.add(cell);
                cell = null;
                trim();
            }
            notifyAll();
            if (failed == null) {
                fill();
            }
        }
        if (cell != null) {
            cell.close();
        }
    }

    @Override
    public synchronized Interpreter take(String source, Trial.Limits limits)
            throws InterruptedException, Interpreter.Unready {
        waiting++;
        try {
            while (true) {
                if (closed) {
                    throw new Interpreter.Unready("the crucible is closed", "start batos again");
                }
                var cell = warm.poll();
                if (cell != null && !cell.over()) {
                    return cell;
                }
                if (cell != null) {
                    cell.close();
                    continue;
                }
                fill();
                if (starting == 0 && fault != null) {
                    throw fault;
                }
                wait(PAUSE.toMillis());
                if (warm.isEmpty() && !closed) {
                    starter.demandAnswer();
                }
            }
        } finally {
            waiting--;
            trim();
            fill();
        }
    }

    /// Closes surplus cells: one was started for each caller that waited, also for those that left
    /// without it.
    private void trim() {
        while (warm.size() > size + waiting) {
            warm.remove().close();
        }
    }

    /// The number of warm cells now.
    synchronized int warm() {
        return warm.size();
    }

    @Override
    public void close() {
        var left = new ArrayList<ContainerInterpreter>();
        synchronized (this) {
            closed = true;
            left.addAll(warm);
            warm.clear();
            notifyAll();
        }
        left.forEach(ContainerInterpreter::close);
    }
}
