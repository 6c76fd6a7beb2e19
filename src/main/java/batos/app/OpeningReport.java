package batos.app;

import batos.image.LivingImage;
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
        house.codex().codex().beginning().forEach(news -> lines.add(news.line()));
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
        house.memory().foreign().ifPresent(lines::add);
        lines.addAll(house.tuning().beginning());
        return lines;
    }
}
