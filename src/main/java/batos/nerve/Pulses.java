package batos.nerve;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// The stream of pulses: numbered without gaps, the latest kept for late listeners.
public final class Pulses {
    private static final int KEPT = 1024;

    private final InstantSource clock;
    private final ArrayDeque<Pulse> latest = new ArrayDeque<>();
    private final List<Consumer<Pulse>> listeners = new CopyOnWriteArrayList<>();
    private long seq;

    public Pulses(InstantSource clock) {
        this.clock = clock;
    }

    /// Listeners are called in order of the sequence, on the thread that emits; they must not
    /// block.
    public synchronized Pulse emit(String kind, String text) {
        var pulse = new Pulse(++seq, clock.instant(), kind, text);
        latest.addLast(pulse);
        if (latest.size() > KEPT) {
            latest.removeFirst();
        }
        listeners.forEach(listener -> listener.accept(pulse));
        return pulse;
    }

    /// Closing the answer ends the listening.
    public Listening listen(Consumer<Pulse> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /// Pulses after `seq`, as far as they are still kept.
    public synchronized List<Pulse> since(long seq) {
        var later = new ArrayList<Pulse>();
        for (var pulse : latest) {
            if (pulse.seq() > seq) {
                later.add(pulse);
            }
        }
        return later;
    }

    @FunctionalInterface
    public interface Listening extends AutoCloseable {
        @Override
        void close();
    }
}
