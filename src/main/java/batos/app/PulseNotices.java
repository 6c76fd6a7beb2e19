package batos.app;

import batos.nerve.Pulse;
import batos.nerve.PulseKind;
import batos.nerve.Pulses;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Pulses that the Architect should see: events beside the line that he typed.
/// [Services#beginning()] has the notices from opening the house.
public final class PulseNotices {
    /// Topics of kinds that this version does not know, of which the Architect hears.
    private static final Set<String> TOPICS =
            Set.of("settings", "codex", "mind", "model", "crucible", "image", "tool", "memory");

    private static final int FEW = 3;

    private final Pulses pulses;
    private long seen;

    PulseNotices(Pulses pulses) {
        this.pulses = pulses;
        this.seen = pulses.since(0).stream().mapToLong(Pulse::seq).max().orElse(0);
    }

    /// The news since the last call, one line each, equal ones once; more than a few settings that
    /// changed together are one line.
    List<String> next() {
        var fresh = pulses.since(seen);
        if (!fresh.isEmpty()) {
            seen = fresh.getLast().seq();
        }
        var changed =
                fresh.stream()
                        .filter(PulseNotices::isSetting)
                        .flatMap(pulse -> ConfigurationNotices.keys(pulse).stream())
                        .distinct()
                        .count();
        if (changed <= FEW) {
            return told(fresh.stream());
        }
        var lines = new ArrayList<String>(told(fresh.stream().filter(pulse -> !isSetting(pulse))));
        lines.add(
                "settings: %d changes from the next turn on. Next: /settings show"
                        .formatted(changed));
        return lines;
    }

    private static List<String> told(Stream<Pulse> pulses) {
        return pulses.map(PulseNotices::line).flatMap(Optional::stream).distinct().toList();
    }

    private static boolean isSetting(Pulse pulse) {
        return pulse.kind() == PulseKind.Governance.SETTINGS_RELOADED;
    }

    /// The line about a pulse; empty for a pulse that needs none.
    public static Optional<String> line(Pulse pulse) {
        return isNews(pulse.kind())
                ? Optional.of(pulse.kind().topic() + ": " + pulse.text())
                : Optional.empty();
    }

    /// Not what the turn or the command that caused it says itself.
    private static boolean isNews(PulseKind kind) {
        return switch (kind) {
            case PulseKind.Governance governance -> governance != PulseKind.Governance.LEDGER;
            case PulseKind.Image image ->
                    image == PulseKind.Image.TROUBLE || image == PulseKind.Image.COMPACTED;
            case PulseKind.Model model ->
                    model == PulseKind.Model.FALLBACK || model == PulseKind.Model.CHANGED;
            case PulseKind.Tool tool -> tool == PulseKind.Tool.QUARANTINED;
            case PulseKind.Guest guest -> guest == PulseKind.Guest.CHANGED;
            case PulseKind.Memory _ -> true;
            case PulseKind.Motive motive -> motive == PulseKind.Motive.REPORT;
            case PulseKind.Council _, PulseKind.Turn _, PulseKind.Tuning _ -> false;
            case PulseKind.Other other -> TOPICS.contains(other.topic());
        };
    }
}
