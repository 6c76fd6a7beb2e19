package batos.app;

import static org.junit.jupiter.api.Assertions.assertEquals;

import batos.nerve.Pulse;
import batos.nerve.PulseKind;
import batos.nerve.Pulses;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PulseNoticesTest {
    private static Optional<String> line(PulseKind kind, String text) {
        return PulseNotices.line(new Pulse(1, Instant.EPOCH, kind, text));
    }

    @Test
    void tellOfWhatHappensByItself() {
        assertEquals(
                Optional.of("tool: median@2 failed three times"),
                line(PulseKind.Tool.QUARANTINED, "median@2 failed three times"));
    }

    /// The command that does it says so itself.
    @ParameterizedTest
    @EnumSource(value = PulseKind.Tool.class, names = "QUARANTINED", mode = EnumSource.Mode.EXCLUDE)
    void sayNothingTwiceOfATool(PulseKind.Tool kind) {
        assertEquals(Optional.empty(), line(kind, "median@1"));
    }

    @Test
    void countTheSettingsThatChangedAndNotHowOftenTheyWereReported() {
        var pulses = new Pulses(InstantSource.system());
        var notices = new PulseNotices(pulses);
        for (int i = 0; i < 6; i++) {
            pulses.emit(
                    PulseKind.Governance.SETTINGS_RELOADED, "council.rounds from the next turn on");
        }
        assertEquals(List.of("settings: council.rounds from the next turn on"), notices.next());
        pulses.emit(
                PulseKind.Governance.SETTINGS_RELOADED, "a.b, a.c, a.d, a.e from the next turn on");
        assertEquals(
                List.of("settings: 4 changes from the next turn on. Next: /settings show"),
                notices.next());
        assertEquals(List.of(), notices.next());
    }
}
