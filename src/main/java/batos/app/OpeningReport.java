package batos.app;

import batos.codex.CodexEvent;
import batos.image.LivingImage;
import batos.image.OpenOutcome;
import java.util.ArrayList;
import java.util.List;

/// The findings at opening that the Architect should know, one line each.
final class OpeningReport {
    private OpeningReport() {}

    /// @param setAside about files of the home that begin empty
    static List<String> of(Services house, LivingImage image, List<String> setAside) {
        var lines = new ArrayList<String>(setAside);
        var recovery = image.opened().line();
        if (!recovery.isEmpty()) {
            lines.add(recovery);
        }
        lines.addAll(image.faults());
        house.config()
                .trouble()
                .ifPresent(fault ->
                        lines.add(
                                fault.getMessage()
                                        + ". The last good settings are in force. Next:"
                                        + " correct the file; it is read again at once"));
        var edited = house.config().edited();
        if (!edited.isEmpty()) {
            lines.add(
                    "settings: %s, edited since the last session, in force. Next: /settings show"
                            .formatted(String.join(", ", edited)));
        }
        var codex = house.codex().codex();
        // that nothing can be written is said once
        var known =
                image.opened() instanceof OpenOutcome.ReadOnly ? codex.unwritable().orElse("") : "";
        codex.beginning().stream()
                .map(CodexEvent::line)
                .filter(line -> !line.equals(known))
                .forEach(lines::add);
        house.conversation()
                .council()
                .unfinished()
                .ifPresent(turn ->
                        lines.add(
                                "turn "
                                        + turn.number()
                                        + " was cut off: '"
                                        + turn.asked()
                                        + "'. Next: /resume, or ask again"));
        lines.addAll(house.tuning().beginning());
        return lines;
    }
}
