package batos.shell;

import batos.nerve.Pulses;
import java.util.List;

/// Pulses that the Architect should see at the next prompt: what changed beside the line that he
/// typed.
final class News {
    private static final List<String> WORTH = List.of("settings", "codex", "mind", "crucible");

    private final Pulses pulses;
    private long seen;

    News(Pulses pulses) {
        this.pulses = pulses;
        this.seen = pulses.since(0).stream().mapToLong(pulse -> pulse.seq()).max().orElse(0);
    }

    /// What is new since the last call, one line each.
    List<String> next() {
        var fresh = pulses.since(seen);
        if (!fresh.isEmpty()) {
            seen = fresh.getLast().seq();
        }
        return fresh.stream()
                .filter(pulse -> WORTH.contains(pulse.kind().split("\\.", 2)[0]))
                .map(pulse -> pulse.kind() + ": " + pulse.text())
                .toList();
    }
}
