package batos.nerve;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The whole state at one position: of each kind of pulse how many there were in this epoch, and
/// the last. Whoever takes it and then each later pulse knows what the owner knows.
///
/// @param latest by kind, in the order in which the kinds first appeared
public record Snapshot(Position at, Map<PulseKind, Latest> latest) {
    /// @param count how many pulses of the kind there were, this one counted
    public record Latest(long count, Pulse pulse) {}

    public Snapshot {
        latest = Collections.unmodifiableMap(new LinkedHashMap<>(latest));
    }

    static Snapshot empty(String epoch) {
        return new Snapshot(new Position(epoch, 0), Map.of());
    }

    /// The state after these pulses, which follow this one without a gap.
    public Snapshot after(Collection<Pulse> pulses) {
        var fold = new Fold(this);
        pulses.forEach(fold::add);
        return fold.snapshot();
    }

    /// A state under change.
    static final class Fold {
        private final String epoch;
        private final Map<PulseKind, Latest> latest;
        private long seq;

        Fold(Snapshot from) {
            epoch = from.at.epoch();
            seq = from.at.seq();
            latest = new LinkedHashMap<>(from.latest);
        }

        /// @throws IllegalArgumentException when the pulse is not the next one
        void add(Pulse pulse) {
            if (pulse.seq() != seq + 1) {
                throw new IllegalArgumentException(
                        "pulse " + pulse.seq() + " after " + epoch + ":" + seq);
            }
            seq = pulse.seq();
            latest.merge(
                    pulse.kind(),
                    new Latest(1, pulse),
                    (before, one) -> new Latest(before.count() + 1, pulse));
        }

        Position position() {
            return new Position(epoch, seq);
        }

        Snapshot snapshot() {
            return new Snapshot(position(), latest);
        }
    }
}
