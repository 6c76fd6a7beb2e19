package batos.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class TimeTextTest {
    private static final Instant AT = Instant.parse("2026-03-01T23:30:15.987654321Z");

    @Test
    void isLocalToTheSecond() {
        assertEquals("2026-03-01 23:30:15", TimeText.at(AT, ZoneOffset.UTC));
        assertEquals("2026-03-02 00:30:15", TimeText.at(AT, ZoneId.of("Europe/Berlin")));
    }

    @Test
    void isRelativeWhereThatIsShorter() {
        assertEquals("just now", ago(Duration.ofSeconds(4)));
        assertEquals("59 s ago", ago(Duration.ofSeconds(59)));
        assertEquals("59 min ago", ago(Duration.ofMinutes(59)));
        assertEquals("23 h ago", ago(Duration.ofHours(23)));
        assertEquals("2026-03-01 23:30:15", ago(Duration.ofHours(24)));
        assertEquals("2026-03-01 23:30:15", ago(Duration.ofSeconds(-1)));
    }

    private static String ago(Duration past) {
        return TimeText.ago(AT, AT.plus(past), ZoneOffset.UTC);
    }
}
