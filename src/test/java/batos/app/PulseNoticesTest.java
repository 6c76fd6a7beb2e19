package batos.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import batos.nerve.PulseKind;
import batos.nerve.Pulses;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What the Architect is told beside the line that he typed.
class PulseNoticesTest {
    private final Pulses pulses = new Pulses(InstantSource.system());
    private final PulseNotices notices = new PulseNotices(pulses);

    private void changed(String key) {
        pulses.emit(PulseKind.Governance.SETTINGS_RELOADED, key + " from the next turn on");
    }

    @Test
    void aChangeOfSettingsIsALine() {
        changed("mind.prefer");
        assertEquals(List.of("settings: mind.prefer from the next turn on"), notices.next());
        assertEquals(List.of(), notices.next());
    }

    @Test
    void manyChangesTogetherAreOneLineAndHideNothingElse() {
        for (int i = 0; i < 13; i++) {
            changed("models.key" + i);
        }
        pulses.emit(PulseKind.Model.FALLBACK, "rehearsal mind");
        assertEquals(
                List.of(
                        "mind: rehearsal mind",
                        "settings: 13 changes from the next turn on. Next: /settings show"),
                notices.next());
    }
}
