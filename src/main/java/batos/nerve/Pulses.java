package batos.nerve;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The stream of pulses: numbered without gaps within an epoch, the latest kept in a ring.
///
/// Followers pull: each has a [Position] of its own and asks for what came after it. One that is
/// slower than the ring is long, or comes from another epoch, gets a [Snapshot] in place of the
/// pulses that it missed. So a slow follower costs the owner nothing, and nobody has a queue.
public final class Pulses {
    /// The number of pulses kept for late followers.
    static final int KEPT = 4096;

    private final InstantSource clock;
    private final Supplier<String> epochs;
    private final ArrayDeque<Pulse> latest = new ArrayDeque<>();
    private final List<Consumer<Pulse>> listeners = new CopyOnWriteArrayList<>();
    private Snapshot.Fold fold = new Snapshot.Fold(Snapshot.empty(""));
    private String epoch = "";
    private @Nullable PulseLog log;
    private long seq;

    public Pulses(InstantSource clock) {
        this(clock, () -> Long.toString(clock.millis(), Character.MAX_RADIX));
    }

    /// @param epochs names this sequence, for clients, where no log has a name
    public Pulses(InstantSource clock, Supplier<String> epochs) {
        this.clock = clock;
        this.epochs = epochs;
    }

    /// The pulses after a position.
    public sealed interface Batch {
        /// @param pulses in order, the first being the one right after the position; maybe none
        record Following(List<Pulse> pulses) implements Batch {}

        /// The position is of another epoch, or older than the kept pulses.
        record Resync(Snapshot snapshot) implements Batch {}
    }

    /// Goes on with the sequence of a log, and keeps the pulses from now on in it. Pulses emitted
    /// before get numbers behind the log's last one; nobody may have seen them yet.
    public synchronized void keepIn(PulseLog kept) {
        var before = List.copyOf(latest);
        latest.clear();
        latest.addAll(kept.latest());
        fold = new Snapshot.Fold(kept.snapshot());
        seq = kept.snapshot().at().seq();
        epoch = kept.snapshot().at().epoch();
        log = kept;
        before.forEach(pulse -> add(new Pulse(++seq, pulse.at(), pulse.kind(), pulse.text())));
        notifyAll();
    }

    /// Listeners are called in order of the sequence, on the thread that emits; they must not
    /// block.
    public synchronized Pulse emit(PulseKind kind, String text) {
        var pulse = new Pulse(++seq, clock.instant(), kind, text);
        add(pulse);
        notifyAll();
        listeners.forEach(listener -> listener.accept(pulse));
        return pulse;
    }

    /// A pulse whose time is that of the pulse before it: the pieces of a stream come too often to
    /// ask a recorded clock each time.
    public synchronized Pulse stream(PulseKind kind, String text) {
        var before = latest.peekLast();
        var pulse = new Pulse(++seq, before == null ? Instant.EPOCH : before.at(), kind, text);
        add(pulse);
        notifyAll();
        listeners.forEach(listener -> listener.accept(pulse));
        return pulse;
    }

    /// Into the log before a client can see it: what a follower knows, the next owner knows.
    private void add(Pulse pulse) {
        if (log != null) {
            log.append(pulse);
        }
        fold.add(pulse);
        latest.addLast(pulse);
        if (latest.size() > KEPT) {
            latest.removeFirst();
        }
    }

    private String epoch() {
        if (epoch.isEmpty()) {
            epoch = epochs.get();
        }
        return epoch;
    }

    /// The whole state, as it is now.
    public synchronized Snapshot snapshot() {
        return new Snapshot(now(), fold.snapshot().latest());
    }

    public synchronized Position now() {
        return new Position(epoch(), seq);
    }

    /// The pulses after `seen`, at most `most` of them. Does not wait.
    public synchronized Batch after(Position seen, int most) {
        var oldest = latest.isEmpty() ? seq + 1 : latest.peekFirst().seq();
        var known = seen.seq() + 1 >= oldest && seen.seq() <= seq;
        if (!known || !seen.epoch().equals(epoch())) {
            return new Batch.Resync(snapshot());
        }
        var following = new ArrayList<Pulse>();
        if (seen.seq() < seq) {
            for (var pulse : latest) {
                if (pulse.seq() > seen.seq() && following.size() < most) {
                    following.add(pulse);
                }
            }
        }
        return new Batch.Following(following);
    }

    /// As [#after]; waits where nothing came yet, at most that long.
    ///
    /// @throws InterruptedException when the waiting thread is interrupted
    public synchronized Batch await(Position seen, int most, Duration patience)
            throws InterruptedException {
        var batch = after(seen, most);
        var until = System.nanoTime() + patience.toNanos();
        while (batch instanceof Batch.Following(var none) && none.isEmpty()) {
            var left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return batch;
            }
            wait(left);
            batch = after(seen, most);
        }
        return batch;
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
