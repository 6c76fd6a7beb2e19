package batos.app;

import batos.nerve.Pulse;
import batos.nerve.Pulses;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Pulses that the Architect should see: what happened beside the line that he typed. What opening
/// the house found is told by [Services#beginning()].
public final class PulseNotices {
    private static final Set<String> ROOMS =
            Set.of("settings", "codex", "mind", "model", "crucible", "image", "tool", "memory");

    /// Said by the turn or the command that caused them.
    private static final Set<String> TOLD =
            Set.of("tool.bound", "model.pinned", "model.swapped", "image.snapshot");

    private final Pulses pulses;
    private long seen;

    PulseNotices(Pulses pulses) {
        this.pulses = pulses;
        this.seen = pulses.since(0).stream().mapToLong(Pulse::seq).max().orElse(0);
    }

    /// What is new since the last call, one line each.
    List<String> next() {
        var fresh = pulses.since(seen);
        if (!fresh.isEmpty()) {
            seen = fresh.getLast().seq();
        }
        return fresh.stream().map(PulseNotices::line).flatMap(Optional::stream).toList();
    }

    /// What to say of a pulse; empty where nothing is to be said.
    public static Optional<String> line(Pulse pulse) {
        return ROOMS.contains(room(pulse.kind())) && !TOLD.contains(pulse.kind())
                ? Optional.of(room(pulse.kind()) + ": " + pulse.text())
                : Optional.empty();
    }

    private static String room(String kind) {
        var dot = kind.indexOf('.');
        return dot < 0 ? kind : kind.substring(0, dot);
    }
}
