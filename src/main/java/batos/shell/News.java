package batos.shell;

import batos.nerve.Pulses;
import java.util.List;
import java.util.Set;

/// Pulses that the Architect should see: what happened beside the line that he typed, from the
/// opening of the house on.
final class News {
    private static final Set<String> ROOMS =
            Set.of("settings", "codex", "mind", "model", "crucible", "image", "tool");

    /// Said by the turn or the command that caused them.
    private static final Set<String> TOLD = Set.of("tool.bound", "model.pinned", "image.snapshot");

    private final Pulses pulses;
    private long seen;

    News(Pulses pulses) {
        this.pulses = pulses;
    }

    /// What is new since the last call, one line each.
    List<String> next() {
        var fresh = pulses.since(seen);
        if (!fresh.isEmpty()) {
            seen = fresh.getLast().seq();
        }
        return fresh.stream()
                .filter(
                        pulse ->
                                ROOMS.contains(room(pulse.kind())) && !TOLD.contains(pulse.kind()))
                .map(pulse -> room(pulse.kind()) + ": " + pulse.text())
                .toList();
    }

    private static String room(String kind) {
        var dot = kind.indexOf('.');
        return dot < 0 ? kind : kind.substring(0, dot);
    }
}
