package batos.app;

import batos.codex.CodexEvent;
import batos.config.ConfigEvent;
import batos.memory.Scrapbook;
import batos.nerve.Pulse;
import batos.nerve.PulseKind;
import batos.nerve.Pulses;
import java.util.List;
import java.util.function.Supplier;

/// Publishes what configuration and codex report.
///
/// @param memory asked after the embedding model has changed; it opens after the configuration
record ConfigurationNotices(Pulses pulses, TraceLog trace, Supplier<Scrapbook> memory) {
    private static final String WHEN = " from the next turn on";

    /// The keys that a pulse of new settings names.
    static List<String> keys(Pulse reloaded) {
        return List.of(reloaded.text().replace(WHEN, "").split(", "));
    }

    void tell(ConfigEvent news) {
        switch (news) {
            case ConfigEvent.Reloaded reloaded -> {
                trace.level(reloaded.now().log().level());
                pulses.emit(
                        PulseKind.Governance.SETTINGS_RELOADED,
                        String.join(", ", reloaded.keys()) + WHEN);
                if (reloaded.keys().contains("models.embedding")) {
                    memory.get()
                            .foreign()
                            .ifPresent(told -> pulses.emit(PulseKind.Memory.FOREIGN, told));
                }
            }
            case ConfigEvent.Refused(var fault) ->
                    pulses.emit(
                            PulseKind.Governance.SETTINGS_REFUSED,
                            fault.getMessage() + ". The last good settings stay in force");
            case ConfigEvent.CodexTouched _ -> {}
        }
    }

    void tell(CodexEvent news) {
        pulses.emit(
                news.unasked() ? PulseKind.Governance.CODEX : PulseKind.Governance.LEDGER,
                news.line());
    }
}
